"""The people of a demo: officers of every section, with believable names and log-ins everybody may know."""

from dataclasses import dataclass

from madoguchi.accounts.states import Role

PASSWORD = "madoguchi-demo-2026"  # noqa: S105 -- printed at the start of every demo, refused elsewhere
TOTP_SECRET = "MADOGUCHIDEMO234MADOGUCHIDEMO234"  # noqa: S105

SECTIONS = {
    "residents-registry": "住民記録・戸籍課",
    "child-family": "子ども家庭課",
    "insurance-pension": "国保・年金課",
    "public-health": "生活保健課",
    "disaster-relief": "災害対策課",
    "benefits": "臨時給付金担当課",
    "tax-payment": "納税課",
    "ward-information": "区政情報課",
    "bicycles": "交通安全自転車課",
    "care-insurance": "介護保険課",
    "school-affairs": "学務課",
    "nursery": "保育認定・調整課",
    "audit": "監査事務局",
    "digital": "DX推進担当課",
}
REVIEWS = (Role.RECEPTION, Role.REVIEWER)


@dataclass(frozen=True)
class DemoOfficer:
    """One log-in of the demo."""

    section: str
    account: str
    name: str
    post: str
    roles: tuple[Role, ...]

    @property
    def email(self) -> str:
        return f"{self.account}@officer.example"

    @property
    def section_name(self) -> str:
        return SECTIONS[self.section]

    @property
    def duties(self) -> str:
        """The roles in the words of the office."""
        return "・".join(role.label for role in self.roles)


OFFICERS = (
    DemoOfficer("residents-registry", "sakai", "酒井 美咲", "主事", REVIEWS),
    DemoOfficer("residents-registry", "murakami", "村上 正和", "課長", (Role.DECIDER,)),
    DemoOfficer("child-family", "ogawa", "小川 彩", "主事", REVIEWS),
    DemoOfficer("child-family", "takeda", "武田 恵子", "係長", (Role.DECIDER,)),
    DemoOfficer("insurance-pension", "ishii", "石井 拓也", "主任", REVIEWS),
    DemoOfficer("insurance-pension", "kudo", "工藤 直美", "課長", (Role.DECIDER,)),
    DemoOfficer("public-health", "noguchi", "野口 遥", "主事", REVIEWS),
    DemoOfficer("public-health", "uchida", "内田 浩二", "係長", (Role.DECIDER,)),
    DemoOfficer("disaster-relief", "hirano", "平野 翔太", "主任", REVIEWS),
    DemoOfficer("disaster-relief", "maruyama", "丸山 智子", "課長", (Role.DECIDER,)),
    DemoOfficer("benefits", "sugawara", "菅原 健", "主事", REVIEWS),
    DemoOfficer("benefits", "chiba", "千葉 由美", "係長", (Role.DECIDER,)),
    DemoOfficer("tax-payment", "hayashida", "林田 亜紀", "主事", REVIEWS),
    DemoOfficer("tax-payment", "onodera", "小野寺 剛", "係長", (Role.DECIDER,)),
    DemoOfficer("ward-information", "asano", "浅野 大地", "主任", REVIEWS),
    DemoOfficer("ward-information", "matsunaga", "松永 祥子", "課長", (Role.DECIDER,)),
    DemoOfficer("bicycles", "kikuchi", "菊地 航", "主事", REVIEWS),
    DemoOfficer("bicycles", "sakuma", "佐久間 明", "係長", (Role.DECIDER,)),
    DemoOfficer("care-insurance", "tachibana", "橘 香織", "主任", REVIEWS),
    DemoOfficer("care-insurance", "fukuda", "福田 修", "課長", (Role.DECIDER,)),
    DemoOfficer("school-affairs", "nagai", "永井 沙織", "主事", REVIEWS),
    DemoOfficer("school-affairs", "iwata", "岩田 隆之", "係長", (Role.DECIDER,)),
    DemoOfficer("nursery", "kawai", "河合 奈々", "主事", REVIEWS),
    DemoOfficer("nursery", "toda", "戸田 順子", "課長", (Role.DECIDER,)),
    # Heads who change a definition; the other decider of their section approves it.
    DemoOfficer("benefits", "kuroda", "黒田 誠", "課長", (Role.DECIDER, Role.EDITOR)),
    DemoOfficer("child-family", "morita", "森田 由紀", "課長", (Role.DECIDER, Role.EDITOR)),
    DemoOfficer("audit", "kitamura", "北村 誠", "主査", (Role.AUDITOR,)),
    DemoOfficer("digital", "yokoyama", "横山 理恵", "係長", (Role.ADMINISTRATOR, Role.EDITOR)),
)


def demo_logins() -> list[dict[str, str]]:
    """What the start of a demo prints: who can log in, with what."""
    return [
        {
            "section": officer.section_name,
            "name": officer.name,
            "post": officer.post,
            "duties": officer.duties,
            "email": officer.email,
            "password": PASSWORD,
        }
        for officer in OFFICERS
    ]
