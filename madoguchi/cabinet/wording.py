"""What a resident reads when a file cannot be taken, in the five languages, and what each kind is called."""

from madoguchi.cabinet.models import Kind
from madoguchi.kernel.text import Text

KIND_NAMES: dict[Kind, Text] = {
    Kind.PDF: Text(ja="PDF", easy="PDF", en="PDF", zh_hans="PDF", ko="PDF"),
    Kind.JPEG: Text(ja="写真（JPEG）", easy="写真（JPEG）", en="photo (JPEG)", zh_hans="照片（JPEG）", ko="사진(JPEG)"),
    Kind.PNG: Text(ja="画像（PNG）", easy="画像（PNG）", en="image (PNG)", zh_hans="图片（PNG）", ko="이미지(PNG)"),
    Kind.HEIC: Text(ja="写真（HEIC）", easy="写真（HEIC）", en="photo (HEIC)", zh_hans="照片（HEIC）", ko="사진(HEIC)"),
}

EMPTY = Text(
    ja="ファイルの中身が空です。もう一度選び直してください。",
    easy="ファイルの中に何もありません。もう一度ファイルを選んでください。",
    en="The file is empty. Please choose it again.",
    zh_hans="文件是空的。请重新选择文件。",
    ko="파일이 비어 있습니다. 다시 선택해 주세요.",
)
NOT_ALLOWED = Text(
    ja="この種類のファイルは受け取れません。PDFか、写真（JPEG・PNG・HEIC）を選んでください。",
    easy="このファイルは使えません。PDFか、写真（JPEG・PNG・HEIC）を選んでください。",
    en="This kind of file cannot be accepted. Please choose a PDF or a photo (JPEG, PNG or HEIC).",
    zh_hans="无法接收此类文件。请选择PDF或照片（JPEG、PNG、HEIC）。",
    ko="이 종류의 파일은 받을 수 없습니다. PDF 또는 사진(JPEG, PNG, HEIC)을 선택해 주세요.",
)
OFFICE = Text(
    ja="WordやExcelなどのファイルは受け取れません。PDFに変えてから選んでください。",
    easy="WordやExcelのファイルは使えません。PDFに変えてから、選んでください。",
    en="Word, Excel and similar files cannot be accepted. Please save it as a PDF and choose that.",
    zh_hans="无法接收Word、Excel等文件。请转换为PDF后再选择。",
    ko="Word, Excel 등의 파일은 받을 수 없습니다. PDF로 바꾼 후 선택해 주세요.",
)
ARCHIVE = Text(
    ja="圧縮ファイル（ZIPなど）は受け取れません。中のファイルを1つずつ選んでください。",
    easy="ZIPなどのファイルは使えません。中のファイルを1つずつ選んでください。",
    en="Compressed files such as ZIP cannot be accepted. Please choose the files inside one by one.",
    zh_hans="无法接收压缩文件（ZIP等）。请逐个选择其中的文件。",
    ko="압축 파일(ZIP 등)은 받을 수 없습니다. 안에 있는 파일을 하나씩 선택해 주세요.",
)
PROGRAM = Text(
    ja="プログラムやウェブページのファイルは受け取れません。PDFか写真を選んでください。",
    easy="プログラムやウェブページのファイルは使えません。PDFか写真を選んでください。",
    en="Programs and web pages cannot be accepted. Please choose a PDF or a photo.",
    zh_hans="无法接收程序或网页文件。请选择PDF或照片。",
    ko="프로그램이나 웹 페이지 파일은 받을 수 없습니다. PDF 또는 사진을 선택해 주세요.",
)
OTHER_PICTURE = Text(
    ja="この形式の画像や動画は受け取れません。JPEGかPNGの写真にして選んでください。",
    easy="この画像や動画は使えません。JPEGかPNGの写真を選んでください。",
    en="This format of picture or video cannot be accepted. Please choose a JPEG or PNG photo.",
    zh_hans="无法接收此格式的图片或视频。请选择JPEG或PNG照片。",
    ko="이 형식의 이미지나 동영상은 받을 수 없습니다. JPEG 또는 PNG 사진을 선택해 주세요.",
)
MIXED = Text(
    ja="1つのファイルに別の種類のデータが混ざっているため、受け取れません。元の書類から作り直すか、写真に撮って選んでください。",
    easy="このファイルには別のデータが入っています。使えません。書類の写真をとって、選んでください。",
    en="Another kind of data is mixed into this file, so it cannot be accepted. Please make it again, or take a photo.",
    zh_hans="此文件混有其他类型的数据，无法接收。请重新制作文件，或拍照后选择。",
    ko="이 파일에는 다른 종류의 데이터가 섞여 있어 받을 수 없습니다. 다시 만들거나 사진을 찍어 선택해 주세요.",
)
BROKEN = Text(
    ja="ファイルが壊れているため、開けませんでした。もう一度保存するか、写真を撮り直して選んでください。",
    easy="ファイルがこわれています。もう一度写真をとって、選んでください。",
    en="The file is damaged and could not be opened. Please save it again, or take the photo again.",
    zh_hans="文件已损坏，无法打开。请重新保存或重新拍照后选择。",
    ko="파일이 손상되어 열 수 없습니다. 다시 저장하거나 사진을 다시 찍어 선택해 주세요.",
)
LOCKED = Text(
    ja="パスワードなどで保護されたPDFは受け取れません。保護を外したPDFか、写真を選んでください。",
    easy="パスワードがあるPDFは使えません。パスワードのないPDFか、写真を選んでください。",
    en="PDFs protected by a password or restrictions cannot be accepted. Please choose one without, or a photo.",
    zh_hans="无法接收受密码等保护的PDF。请选择未受保护的PDF或照片。",
    ko="암호 등으로 보호된 PDF는 받을 수 없습니다. 보호를 해제한 PDF 또는 사진을 선택해 주세요.",
)
ACTIVE = Text(
    ja="プログラムや別のファイルが埋め込まれたPDFは受け取れません。印刷機能で「PDFに保存」したものを選んでください。",
    easy="このPDFにはプログラムか別のファイルが入っています。使えません。書類の写真をとって、選んでください。",
    en="PDFs with programs or other files inside cannot be accepted. Please print it to a new PDF and choose that.",
    zh_hans="无法接收嵌有程序或其他文件的PDF。请用打印功能“另存为PDF”后再选择。",
    ko="프로그램이나 다른 파일이 포함된 PDF는 받을 수 없습니다. 인쇄 기능으로 새 PDF를 만들어 선택해 주세요.",
)


def too_large(most: int) -> Text:
    size = f"{most / 1_000_000:.0f}MB" if most >= 1_000_000 else f"{most // 1_000}KB"
    return Text(
        ja=f"ファイルが大きすぎます。{size}までのファイルを選んでください。",
        easy=f"ファイルが大きすぎます。{size}までのファイルを選んでください。",
        en=f"The file is too large. Please choose one of up to {size}.",
        zh_hans=f"文件过大。请选择不超过{size}的文件。",
        ko=f"파일이 너무 큽니다. {size} 이하의 파일을 선택해 주세요.",
    )


def too_many_pages(most: int) -> Text:
    return Text(
        ja=f"ページが多すぎます。{most}ページまでのPDFに分けてください。",
        easy=f"ページが多すぎます。PDFは{most}ページまでです。分けてください。",
        en=f"There are too many pages. Please split it into PDFs of up to {most} pages.",
        zh_hans=f"页数过多。请拆分为不超过{most}页的PDF。",
        ko=f"페이지가 너무 많습니다. {most}페이지 이하의 PDF로 나누어 주세요.",
    )


def too_many_pixels(megapixels: int) -> Text:
    return Text(
        ja=f"画像の縦横が大きすぎます。{megapixels * 100}万画素までの画像を選んでください。",
        easy=f"画像が大きすぎます。{megapixels * 100}万画素までの画像を選んでください。",
        en=f"The picture has too many pixels. Please choose one of up to {megapixels} megapixels.",
        zh_hans=f"图片像素过大。请选择不超过{megapixels * 100}万像素的图片。",
        ko=f"이미지의 화소가 너무 많습니다. {megapixels * 100}만 화소 이하의 이미지를 선택해 주세요.",
    )
