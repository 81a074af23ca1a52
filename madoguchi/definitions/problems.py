"""What is wrong with answers, by question: values, not exceptions. Every message says what to do, in five languages."""

import msgspec

from madoguchi.kernel.text import LANGUAGES, Text


class Problem(msgspec.Struct, frozen=True):
    """`path` is `field` or `group.row.field`; `part` the part of it to point at (`family`); `code` never changes."""

    path: str
    code: str
    message: Text
    part: str = ""

    @property
    def anchor(self) -> str:
        """The id of the element on the page that the message leads to."""
        return f"{self.path}-{self.part}" if self.part else self.path


def told(words: Text, **parts: Text | str | int) -> Text:
    """The words with their gaps filled, each language with its own parts."""
    filled = {}
    for language in LANGUAGES:
        if words.has(language):
            each = {name: part.in_(language) if isinstance(part, Text) else part for name, part in parts.items()}
            filled[language.replace("-", "_")] = words.in_(language).format(**each)
    return Text(**filled)


ENTER = Text(
    ja="「{label}」を入力してください。",
    easy="「{label}」を書いてください。",
    en="Enter “{label}”.",
    zh_hans="请填写“{label}”。",
    ko="‘{label}’을(를) 입력해 주세요.",
)
CHOOSE = Text(
    ja="「{label}」を選んでください。",
    easy="「{label}」を選んでください。",
    en="Choose an answer for “{label}”.",
    zh_hans="请选择“{label}”。",
    ko="‘{label}’을(를) 선택해 주세요.",
)
ATTACH = Text(
    ja="「{label}」のファイルを選んでください。",
    easy="「{label}」の写真かファイルを選んでください。",
    en="Attach a file for “{label}”.",
    zh_hans="请上传“{label}”的文件。",
    ko="‘{label}’ 파일을 첨부해 주세요.",
)
AGREE = Text(
    ja="内容を確かめ、同意する場合はチェックを入れてください。",
    easy="読んで、よければ□にしるしをつけてください。",
    en="Read the statement and tick the box if you agree.",
    zh_hans="请确认内容，同意的话请勾选。",
    ko="내용을 확인하고 동의하면 체크해 주세요.",
)
ADD_ROW = Text(
    ja="「{label}」を{min}件以上入力してください。",
    easy="「{label}」を{min}つ以上書いてください。",
    en="Add at least {min} for “{label}”.",
    zh_hans="“{label}”请至少填写{min}项。",
    ko="‘{label}’을(를) {min}건 이상 입력해 주세요.",
)
TOO_MANY_ROWS = Text(
    ja="「{label}」は{max}件までです。",
    easy="「{label}」は{max}つまでです。",
    en="“{label}” takes at most {max}.",
    zh_hans="“{label}”最多{max}项。",
    ko="‘{label}’은(는) 최대 {max}건입니다.",
)
TOO_LONG = Text(
    ja="「{label}」は{max}文字までです（今は{size}文字です）。",
    easy="「{label}」は{max}文字までです（いま{size}文字です）。",
    en="“{label}” can be at most {max} characters (now {size}).",
    zh_hans="“{label}”最多{max}个字（现在{size}个字）。",
    ko="‘{label}’은(는) {max}자까지입니다(현재 {size}자).",
)
UNWELCOME = Text(
    ja="「{label}」に使えない文字（{characters}）が入っています。消してから入力し直してください。",
    easy="「{label}」に使えない文字（{characters}）があります。消してもう一度書いてください。",
    en="“{label}” contains characters that cannot be used ({characters}). Delete them and try again.",
    zh_hans="“{label}”中有不能使用的字符（{characters}）。请删除后重新填写。",
    ko="‘{label}’에 사용할 수 없는 문자({characters})가 있습니다. 지우고 다시 입력해 주세요.",
)
FAMILY_NAME = Text(
    ja="「{label}」の姓を入力してください。",
    easy="「{label}」の姓（みょうじ）を書いてください。",
    en="Enter the family name of “{label}”.",
    zh_hans="请填写“{label}”的姓。",
    ko="‘{label}’의 성을 입력해 주세요.",
)
GIVEN_NAME = Text(
    ja="「{label}」の名を入力してください。名がない方は、そのまま「なし」と入力してください。",
    easy="「{label}」の名前（下の名前）を書いてください。ない人は「なし」と書いてください。",
    en="Enter the given name of “{label}”. If there is none, enter なし.",
    zh_hans="请填写“{label}”的名。没有名的人请填写“なし”。",
    ko="‘{label}’의 이름을 입력해 주세요. 이름이 없으면 ‘なし’라고 입력해 주세요.",
)
KANA_ONLY = Text(
    ja="「{label}」はカタカナで入力してください（例：ヤマダ ハナコ）。",
    easy="「{label}」はカタカナで書いてください（例：ヤマダ ハナコ）。",
    en="Enter “{label}” in katakana (for example ヤマダ ハナコ).",
    zh_hans="“{label}”请用片假名填写（例：ヤマダ ハナコ）。",
    ko="‘{label}’은(는) 가타카나로 입력해 주세요(예: ヤマダ ハナコ).",
)
KANA_DIFFERS = Text(
    ja="「{label}」が氏名の読み方と違うようです。お確かめください。このままでよければ、先へ進めます。",
    easy="「{label}」が名前の読み方とちがうかもしれません。見てください。正しければ、そのままでだいじょうぶです。",
    en="“{label}” may not be the reading of the name. Please check. If it is right, you can go on.",
    zh_hans="“{label}”与姓名的读音似乎不一致，请确认。没有错误的话可以继续。",
    ko="‘{label}’이(가) 이름의 읽는 법과 다른 것 같습니다. 확인해 주세요. 맞으면 계속할 수 있습니다.",
)
HOLDER_DIFFERS = Text(
    ja="「{label}」の名義が、フリガナと違います。ご本人の名義の口座か、カナの打ち間違いがないかをお確かめください。",
    easy="「{label}」の名前が、書いたフリガナとちがいます。自分の名前の口座か、見てください。",
    en="The holder of “{label}” differs from the name in katakana. Check that the account is in that person's own name.",
    zh_hans="“{label}”的户名与姓名读音不一致。请确认是否为本人名义的账户、片假名是否有误。",
    ko="‘{label}’의 예금주가 이름의 가타카나와 다릅니다. 본인 명의의 계좌인지, 잘못 입력하지 않았는지 확인해 주세요.",
)
DATE = Text(
    ja="「{label}」の日付を確かめてください。{why}",
    easy="「{label}」の日をもう一度見てください。例：令和8年4月1日、2026年4月1日",
    en="Check the date for “{label}”. Example: 2026-04-01 or 令和8年4月1日.",
    zh_hans="请确认“{label}”的日期。例：2026年4月1日、令和8年4月1日。",
    ko="‘{label}’ 날짜를 확인해 주세요. 예: 2026년 4월 1일, 令和8年4月1日",
)
NOT_PAST = Text(
    ja="「{label}」には、今日までの日付を入力してください。",
    easy="「{label}」は、今日までの日を書いてください。",
    en="“{label}” must be today or earlier.",
    zh_hans="“{label}”请填写今天或以前的日期。",
    ko="‘{label}’에는 오늘까지의 날짜를 입력해 주세요.",
)
NOT_FUTURE = Text(
    ja="「{label}」には、今日以後の日付を入力してください。",
    easy="「{label}」は、今日より後の日を書いてください。",
    en="“{label}” must be today or later.",
    zh_hans="“{label}”请填写今天或以后的日期。",
    ko="‘{label}’에는 오늘 이후의 날짜를 입력해 주세요.",
)
NUMBER = Text(
    ja="「{label}」は数字で入力してください。",
    easy="「{label}」は数字で書いてください。",
    en="Enter a number for “{label}”.",
    zh_hans="“{label}”请填写数字。",
    ko="‘{label}’은(는) 숫자로 입력해 주세요.",
)
OUT_OF_RANGE = Text(
    ja="「{label}」は{min}から{max}までの数で入力してください。",
    easy="「{label}」は{min}から{max}までの数を書いてください。",
    en="“{label}” must be between {min} and {max}.",
    zh_hans="“{label}”请填写{min}到{max}之间的数。",
    ko="‘{label}’은(는) {min}에서 {max} 사이의 수로 입력해 주세요.",
)
UNKNOWN_OPTION = Text(
    ja="「{label}」は、表示されている中から選んでください。",
    easy="「{label}」は、ここにある中から選んでください。",
    en="Choose one of the answers shown for “{label}”.",
    zh_hans="“{label}”请从显示的选项中选择。",
    ko="‘{label}’은(는) 표시된 항목에서 선택해 주세요.",
)
TOO_MANY_OPTIONS = Text(
    ja="「{label}」は{max}つまで選べます。",
    easy="「{label}」は{max}つまで選ぶことができます。",
    en="Choose at most {max} for “{label}”.",
    zh_hans="“{label}”最多选择{max}项。",
    ko="‘{label}’은(는) {max}개까지 선택할 수 있습니다.",
)
POSTCODE = Text(
    ja="「{label}」の郵便番号は7桁の数字で入力してください（例：154-8504）。",
    easy="「{label}」の郵便番号は7つの数字です（例：154-8504）。",
    en="The postcode of “{label}” has 7 digits (for example 154-8504).",
    zh_hans="“{label}”的邮政编码为7位数字（例：154-8504）。",
    ko="‘{label}’의 우편번호는 숫자 7자리입니다(예: 154-8504).",
)
ADDRESS_PART = Text(
    ja="「{label}」の{part}を入力してください。",
    easy="「{label}」の{part}を書いてください。",
    en="Enter the {part} of “{label}”.",
    zh_hans="请填写“{label}”的{part}。",
    ko="‘{label}’의 {part}을(를) 입력해 주세요.",
)
BLOCK_NUMBER = Text(
    ja="「{label}」の番地・号を数字で入力してください（例：21-27）。「同上」や建物の名前だけでは、場所が分かりません。",
    easy="「{label}」の番地を数字で書いてください（例：21-27）。",
    en="Enter the block number of “{label}” in digits (for example 21-27).",
    zh_hans="请用数字填写“{label}”的门牌号（例：21-27）。",
    ko="‘{label}’의 번지를 숫자로 입력해 주세요(예: 21-27).",
)
POSTCODE_DIFFERS = Text(
    ja="「{label}」の郵便番号が、この町のものと違うようです。お確かめください。このままでよければ、先へ進めます。",
    easy="「{label}」の郵便番号が、町とちがうかもしれません。見てください。正しければ、そのままでだいじょうぶです。",
    en="The postcode of “{label}” may belong to another town. Please check. If it is right, you can go on.",
    zh_hans="“{label}”的邮政编码与町名似乎不一致，请确认。没有错误的话可以继续。",
    ko="‘{label}’의 우편번호가 동네와 다른 것 같습니다. 확인해 주세요. 맞으면 계속할 수 있습니다.",
)
MAIL_SLIP = Text(
    ja="「{label}」の「{domain}」は、「{meant}」の打ち間違いではありませんか。このままでよければ、先へ進めます。",
    easy="「{label}」の「{domain}」は、「{meant}」ですか。見てください。正しければ、そのままでだいじょうぶです。",
    en="In “{label}”, did you mean {meant} instead of {domain}? If it is right, you can go on.",
    zh_hans="“{label}”中的“{domain}”是否应为“{meant}”？没有错误的话可以继续。",
    ko="‘{label}’의 ‘{domain}’은(는) ‘{meant}’을(를) 잘못 입력한 것은 아닌가요? 맞으면 계속할 수 있습니다.",
)
NOT_IN_WARD = Text(
    ja="「{label}」は世田谷区内の住所を入力してください。区外の方は、お住まいの市区町村の窓口が担当です。",
    easy="「{label}」は世田谷区の住所を書いてください。ほかの町の人は、その町の役所に聞いてください。",
    en="“{label}” must be an address in Setagaya City. If you live elsewhere, ask your own municipality.",
    zh_hans="“{label}”请填写世田谷区内的地址。住在区外的人请向所在市区町村咨询。",
    ko="‘{label}’은(는) 세타가야구 안의 주소여야 합니다. 다른 곳에 사시는 분은 해당 시구정촌에 문의해 주세요.",
)
UNKNOWN_TOWN = Text(
    ja="「{label}」の町名「{town}」が世田谷区の町名に見当たりません。丁目までお確かめください（例：世田谷四丁目）。",
    easy="「{label}」の町の名前「{town}」が世田谷区にありません。もう一度見てください（例：世田谷四丁目）。",
    en="There is no town “{town}” in Setagaya City. Check it down to the chōme (for example 世田谷四丁目).",
    zh_hans="世田谷区没有名为“{town}”的町名。请确认到丁目（例：世田谷四丁目）。",
    ko="세타가야구에 ‘{town}’이라는 동네가 없습니다. 초메까지 확인해 주세요(예: 世田谷四丁目).",
)
PHONE = Text(
    ja="「{label}」は市外局番から、数字で入力してください（例：03-5432-1111）。",
    easy="「{label}」は、はじめの0から数字で書いてください（例：03-5432-1111）。",
    en="Enter “{label}” in digits including the area code (for example 03-5432-1111).",
    zh_hans="“{label}”请填写含区号的数字（例：03-5432-1111）。",
    ko="‘{label}’은(는) 지역번호부터 숫자로 입력해 주세요(예: 03-5432-1111).",
)
EMAIL = Text(
    ja="「{label}」を確かめてください（例：hanako@example.jp）。",
    easy="「{label}」をもう一度見てください（例：hanako@example.jp）。",
    en="Check “{label}” (for example hanako@example.jp).",
    zh_hans="请确认“{label}”（例：hanako@example.jp）。",
    ko="‘{label}’을(를) 확인해 주세요(예: hanako@example.jp).",
)
DIGITS = Text(
    ja="「{label}」は{length}桁の数字で入力してください。",
    easy="「{label}」は{length}個の数字です。",
    en="“{label}” has {length} digits.",
    zh_hans="“{label}”为{length}位数字。",
    ko="‘{label}’은(는) 숫자 {length}자리입니다.",
)
CHECK_DIGIT = Text(
    ja="「{label}」が正しくないようです。書類に印刷された番号を、もう一度確かめてください。",
    easy="「{label}」がちがうようです。紙に書いてある番号をもう一度見てください。",
    en="“{label}” does not seem right. Check the number printed on the sheet.",
    zh_hans="“{label}”似乎不正确。请再次确认文件上印刷的号码。",
    ko="‘{label}’이(가) 올바르지 않은 것 같습니다. 서류에 인쇄된 번호를 다시 확인해 주세요.",
)
BANK = Text(
    ja="「{label}」：{why}",
    easy="「{label}」を通帳（銀行の本）を見て、もう一度書いてください。{why}",
    en="Check “{label}” against your bank book or card. ({why})",
    zh_hans="请对照存折或银行卡确认“{label}”。（{why}）",
    ko="통장이나 카드를 보고 ‘{label}’을(를) 확인해 주세요. ({why})",
)
TOO_MANY_FILES = Text(
    ja="「{label}」のファイルは{max}つまでです。不要なものを削除してください。",
    easy="「{label}」のファイルは{max}つまでです。いらないものを消してください。",
    en="“{label}” takes at most {max} files. Delete those not needed.",
    zh_hans="“{label}”最多{max}个文件。请删除不需要的文件。",
    ko="‘{label}’ 파일은 최대 {max}개입니다. 필요 없는 것을 삭제해 주세요.",
)
