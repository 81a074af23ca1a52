"""The places of the desk beside the queue: their names, the addresses by name, and for whose work each is.

A place is offered to whoever holds one of the roles (none named: to every officer); who may go in is decided there.
"""

DESK_PLACES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("窓口・電話で受ける", "procedures:counter", ("reception", "reviewer", "decider")),
    ("紙の申請書", "procedures:scans", ("reception", "reviewer", "decider")),
    ("収納", "payments:desk", ("reception", "reviewer", "decider", "auditor")),
    ("区民の質問", "learning:questions", ("reception", "reviewer", "decider", "editor", "auditor")),
    ("よくある質問の編集", "learning:answers", ("editor", "decider", "administrator")),
    ("手続きを変える", "authoring:list", ("editor", "decider", "administrator")),
    ("数字", "insight:desk", ()),
    ("基幹システムへの引渡し", "handover:desk", ("decider", "auditor", "administrator")),
    ("代理権の登録", "account_mandate_register", ("reception", "reviewer")),
    ("住民記録の取込み", "registers:imports", ("administrator", "auditor")),
    ("APIのキー", "api_clients", ("administrator",)),
)
