"""The closed table of what can happen, each word with what an officer reads in the timeline.

A new word is a line in `Word` and a line in `LABELS`. The column has no list of choices, so it needs no migration.
A word is never renamed: it is part of the hash of every entry that says it.
"""

from enum import StrEnum


class Word(StrEnum):
    DRAFT_STARTED = "draft_started"
    DRAFT_RESUMED = "draft_resumed"
    DRAFT_CARRIED = "draft_carried"
    DRAFT_DROPPED = "draft_dropped"
    RECEIVED = "received"
    VIEWED = "viewed"
    LISTED = "listed"
    ASSIGNED = "assigned"
    RELEASED = "released"
    SECTION_CHANGED = "section_changed"
    REVIEW_STARTED = "review_started"
    NOTE_WRITTEN = "note_written"
    FINDING_SETTLED = "finding_settled"
    SAMPLED = "sampled"
    CORRECTION_ASKED = "correction_asked"
    CORRECTED = "corrected"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    REOPENED = "reopened"
    RECEIPT_SHOWN = "receipt_shown"
    STATUS_SHOWN = "status_shown"
    NOTICE_PREPARED = "notice_prepared"
    NOTICE_ISSUED = "notice_issued"
    NOTICE_HELD = "notice_held"
    NOTICE_RELEASED = "notice_released"
    NOTICE_READ = "notice_read"
    NOTICE_VERIFIED = "notice_verified"
    NOTICE_POSTED = "notice_posted"
    DOCUMENT_KEPT = "document_kept"
    DOCUMENT_OPENED = "document_opened"
    DOCUMENT_DROPPED = "document_dropped"
    DISPOSAL_SCHEDULED = "disposal_scheduled"
    EXPORTED = "exported"
    PUBLISHED = "published"
    RETIRED = "retired"
    ACCOUNT_OPENED = "account_opened"
    ACCOUNT_CHANGED = "account_changed"
    ACCOUNT_CLOSED = "account_closed"
    ROLE_GIVEN = "role_given"
    ROLE_TAKEN = "role_taken"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SIGN_IN_FAILED = "sign_in_failed"
    SECOND_FACTOR_CHANGED = "second_factor_changed"
    CODE_REFUSED = "code_refused"


LABELS: dict[Word, str] = {
    Word.DRAFT_STARTED: "申請書の作成を開始",
    Word.DRAFT_RESUMED: "申請書の作成を再開",
    Word.DRAFT_CARRIED: "下書きを新しい様式に移行",
    Word.DRAFT_DROPPED: "下書きを削除",
    Word.RECEIVED: "申請を受付",
    Word.VIEWED: "内容を閲覧",
    Word.LISTED: "一覧で閲覧",
    Word.ASSIGNED: "担当者を決定",
    Word.RELEASED: "担当を解除",
    Word.SECTION_CHANGED: "担当課を変更",
    Word.REVIEW_STARTED: "審査を開始",
    Word.NOTE_WRITTEN: "メモを記入",
    Word.FINDING_SETTLED: "確認事項を処理",
    Word.SAMPLED: "抽出確認の対象に選定",
    Word.CORRECTION_ASKED: "補正を依頼",
    Word.CORRECTED: "補正を受付",
    Word.APPROVED: "承認",
    Word.REJECTED: "却下",
    Word.WITHDRAWN: "申請の取下げ",
    Word.REOPENED: "審査を再開",
    Word.RECEIPT_SHOWN: "受付控えを表示",
    Word.STATUS_SHOWN: "申請状況を照会",
    Word.NOTICE_PREPARED: "通知書を作成",
    Word.NOTICE_ISSUED: "通知書を発行",
    Word.NOTICE_HELD: "通知書の発行を保留",
    Word.NOTICE_RELEASED: "通知書の保留を解除",
    Word.NOTICE_READ: "通知書を本人が閲覧",
    Word.NOTICE_VERIFIED: "通知書の真正性を照会",
    Word.NOTICE_POSTED: "通知書を郵送",
    Word.DOCUMENT_KEPT: "書類を受領",
    Word.DOCUMENT_OPENED: "書類を閲覧",
    Word.DOCUMENT_DROPPED: "書類を取消し",
    Word.DISPOSAL_SCHEDULED: "保存期間を設定",
    Word.EXPORTED: "データを出力",
    Word.PUBLISHED: "手続きの定義を公開",
    Word.RETIRED: "手続きの公開を終了",
    Word.ACCOUNT_OPENED: "利用者を登録",
    Word.ACCOUNT_CHANGED: "利用者の情報を変更",
    Word.ACCOUNT_CLOSED: "利用者の登録を抹消",
    Word.ROLE_GIVEN: "権限を付与",
    Word.ROLE_TAKEN: "権限を解除",
    Word.SIGNED_IN: "ログイン",
    Word.SIGNED_OUT: "ログアウト",
    Word.SIGN_IN_FAILED: "ログインに失敗",
    Word.SECOND_FACTOR_CHANGED: "本人確認の方法を変更",
    Word.CODE_REFUSED: "照会コードの不一致",
}


def label(what: str) -> str:
    return LABELS[Word(what)]
