"""The public check: is this notice genuine, and is this file the sheet that was issued?"""

import hashlib

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madoguchi.kernel import ids
from madoguchi.kernel.japanese_dates import both
from madoguchi.notices import queries
from madoguchi.notices.masking import masked
from madoguchi.notices.models import Notice
from madoguchi.notices.web.pages import FileAnswer, Genuine, VerifyPage
from madoguchi.ui.components.shapes import SummaryRow
from madoguchi.ui.limits import Limit

# A notice is a few pages; whoever sends more has chosen another file.
LARGEST_FILE = 10_000_000
LONGEST_CODE = 40
# The code has 59 bits, so guessing is hopeless; this keeps a machine from trying all the same.
WRONG_CODES = Limit("notice", tries=20, seconds=600)


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """GET with a code answers at once, for it is the address in the printed QR code; POST compares a file."""
    typed = (request.POST if request.method == "POST" else request.GET).get("code", "").strip()
    if not typed:
        problem = _("確認番号を入力してください。") if "code" in request.GET or request.method == "POST" else ""
        return _shown(request, VerifyPage(problem=problem))
    if not WRONG_CODES.allows(request):
        return _shown(request, VerifyPage(is_too_fast=True), status=429)
    notice = queries.by_code(typed) if len(typed) <= LONGEST_CODE else None
    if notice is None:
        problem = _("この番号の通知書は見つかりません。通知書の「確認番号」をもう一度お確かめください。")
        return _shown(request, VerifyPage(code=typed[:LONGEST_CODE], problem=problem))
    WRONG_CODES.take_back(request)
    code = ids.grouped(ids.ungrouped(typed))
    return _shown(request, VerifyPage(code=code, genuine=_genuine(notice), file_answer=_compared(request, notice)))


def _shown(request: HttpRequest, page: VerifyPage, status: int = 200) -> HttpResponse:
    response = render(request, "notices/verify.html", {"page": page}, status=status)
    # The address holds the code; no search engine should keep it.
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _genuine(notice: Notice) -> Genuine:
    letter = notice.content
    facts = [
        (_("件名"), letter.title),
        (_("文書番号"), letter.number),
        (_("文書の日付"), both(letter.date)),
        (_("発行した日"), both(localdate(notice.issued_at))),
        (_("発行した課"), letter.from_section),
        (_("宛名"), f"{masked(letter.to_name)} 様"),
    ]
    return Genuine(rows=[SummaryRow(label, value) for label, value in facts], sha256=notice.pdf_sha256)


def _compared(request: HttpRequest, notice: Notice) -> FileAnswer:
    """Without JavaScript the file comes here; it is read once and kept nowhere."""
    if request.method != "POST":
        return FileAnswer.NONE
    sheet = request.FILES.get("sheet")
    if not isinstance(sheet, UploadedFile):
        return FileAnswer.MISSING
    if (sheet.size or 0) > LARGEST_FILE:
        return FileAnswer.TOO_LARGE
    digest = hashlib.sha256()
    for piece in sheet.chunks():
        digest.update(piece)
    return FileAnswer.SAME if digest.hexdigest() == notice.pdf_sha256 else FileAnswer.DIFFERENT
