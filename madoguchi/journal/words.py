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
    HANDED_TO_COUNTER = "handed_to_counter"
    HANDED_TO_RESIDENT = "handed_to_resident"
    CONFIRMED = "confirmed"
    CONFIRMED_ORALLY = "confirmed_orally"
    SCAN_TAKEN = "scan_taken"
    SCAN_READ = "scan_read"
    SCANNED_PAGE_SETTLED = "scanned_page_settled"
    SIGNED_ON_PAPER = "signed_on_paper"
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
    SAMPLE_REVIEWED = "sample_reviewed"
    PULLED_OUT = "pulled_out"
    BATCH_BEGUN = "batch_begun"
    PROBE_PLANTED = "probe_planted"
    PROBE_SETTLED = "probe_settled"
    CORRECTION_ASKED = "correction_asked"
    CORRECTION_OPENED = "correction_opened"
    CORRECTION_TAKEN_BACK = "correction_taken_back"
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
    PROPOSED = "proposed"
    PROPOSAL_CHANGED = "proposal_changed"
    DRY_RUN_STARTED = "dry_run_started"
    PROPOSAL_CHECKED = "proposal_checked"
    PROPOSAL_SENT = "proposal_sent"
    PROPOSAL_RETURNED = "proposal_returned"
    PROPOSAL_WITHDRAWN = "proposal_withdrawn"
    PROPOSAL_APPROVED = "proposal_approved"
    PROPOSAL_EXPORTED = "proposal_exported"
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
    TABLET_PAIRED = "tablet_paired"
    CARD_TIED = "card_tied"
    MANDATE_OFFERED = "mandate_offered"
    MANDATE_CONFIRMED = "mandate_confirmed"
    MANDATE_REVOKED = "mandate_revoked"
    REGISTER_IMPORTED = "register_imported"
    REGISTER_REFUSED = "register_refused"
    REGISTER_FORGOTTEN = "register_forgotten"
    REGISTER_COMPARED = "register_compared"
    REGISTER_READ = "register_read"
    HANDOVER_MADE = "handover_made"
    HANDOVER_RESENT = "handover_resent"
    HANDOVER_DOWNLOADED = "handover_downloaded"
    RECEIPT_TAKEN_IN = "receipt_taken_in"
    RECEIPT_REFUSED = "receipt_refused"
    REJECTED_LINE_SETTLED = "rejected_line_settled"
    WEBHOOK_CHANGED = "webhook_changed"
    WEBHOOK_RESENT = "webhook_resent"
    PAYMENT_ASKED = "payment_asked"
    PAYMENT_CHANGED = "payment_changed"
    PAYMENT_STARTED = "payment_started"
    PAYMENT_RECEIVED = "payment_received"
    PAYMENT_FAILED = "payment_failed"
    PAYMENT_WAIVED = "payment_waived"
    PAYMENT_DROPPED = "payment_dropped"
    PAYMENT_REFUNDED = "payment_refunded"
    PAID_TWICE = "paid_twice"
    DAY_CLOSED = "day_closed"
    PAYMENTS_RECONCILED = "payments_reconciled"
    DIFFERENCE_SETTLED = "difference_settled"
    CONVERSATIONS_FORGOTTEN = "conversations_forgotten"
    QUESTION_HANDED_OVER = "question_handed_over"
    QUESTION_VIEWED = "question_viewed"
    QUESTION_TAKEN = "question_taken"
    QUESTION_PUT_BACK = "question_put_back"
    QUESTION_PASSED_ON = "question_passed_on"
    QUESTION_ANSWERED = "question_answered"
    QUESTION_CLOSED = "question_closed"
    QUESTION_WITHDRAWN = "question_withdrawn"
    CONTACTS_FORGOTTEN = "contacts_forgotten"
    QUESTION_STORED = "question_stored"
    QUESTION_UNSTORED = "question_unstored"
    SUGGESTION_PASSED_OVER = "suggestion_passed_over"
    GAP_OPENED = "gap_opened"
    GAP_ASSIGNED = "gap_assigned"
    GAP_RETRIED = "gap_retried"
    GAP_CLOSED = "gap_closed"
    GAP_DISMISSED = "gap_dismissed"
    ANSWER_CHANGE_BEGUN = "answer_change_begun"
    ANSWER_CHANGED = "answer_changed"
    ANSWER_CHANGE_SENT = "answer_change_sent"
    ANSWER_CHANGE_RETURNED = "answer_change_returned"
    ANSWER_CHANGE_WITHDRAWN = "answer_change_withdrawn"
    ANSWER_PUBLISHED = "answer_published"
    RANKER_OFFERED = "ranker_offered"
    RANKER_SWITCHED_IN = "ranker_switched_in"
    RANKER_SWITCHED_BACK = "ranker_switched_back"


LABELS: dict[Word, str] = {
    Word.DRAFT_STARTED: "申請書の作成を開始",
    Word.DRAFT_RESUMED: "申請書の作成を再開",
    Word.DRAFT_CARRIED: "下書きを新しい様式に移行",
    Word.DRAFT_DROPPED: "下書きを削除",
    Word.HANDED_TO_COUNTER: "下書きを窓口に引継ぎ",
    Word.HANDED_TO_RESIDENT: "下書きをご本人に引渡し",
    Word.CONFIRMED: "本人が内容を確認",
    Word.CONFIRMED_ORALLY: "読み上げて本人が口頭で確認",
    Word.SCAN_TAKEN: "紙の申請書を取込み",
    Word.SCAN_READ: "紙の申請書を読取り",
    Word.SCANNED_PAGE_SETTLED: "読み取れない書類を処理",
    Word.SIGNED_ON_PAPER: "紙の署名と同意を確認",
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
    Word.SAMPLE_REVIEWED: "抽出確認の結果を記録",
    Word.PULLED_OUT: "個別審査に変更",
    Word.BATCH_BEGUN: "まとめて処理を開始",
    Word.PROBE_PLANTED: "見本案件を配置",
    Word.PROBE_SETTLED: "見本案件が終了",
    Word.CORRECTION_ASKED: "補正を依頼",
    Word.CORRECTION_OPENED: "補正の依頼を本人が開いた",
    Word.CORRECTION_TAKEN_BACK: "補正の依頼を取消し",
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
    Word.PROPOSED: "変更案を作成",
    Word.PROPOSAL_CHANGED: "変更案を編集",
    Word.DRY_RUN_STARTED: "変更案で過去の申請を再計算",
    Word.PROPOSAL_CHECKED: "変更案を確認済みに変更",
    Word.PROPOSAL_SENT: "変更案の承認を依頼",
    Word.PROPOSAL_RETURNED: "変更案を差戻し",
    Word.PROPOSAL_WITHDRAWN: "変更案を取りやめ",
    Word.PROPOSAL_APPROVED: "変更案を承認",
    Word.PROPOSAL_EXPORTED: "変更案をファイルに出力",
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
    Word.TABLET_PAIRED: "窓口のタブレットを登録",
    Word.CARD_TIED: "マイナンバーカードをアカウントに登録",
    Word.MANDATE_OFFERED: "代理権を登録",
    Word.MANDATE_CONFIRMED: "代理人が引受け",
    Word.MANDATE_REVOKED: "代理権を取消し",
    Word.REGISTER_IMPORTED: "住民記録を取込み",
    Word.REGISTER_REFUSED: "住民記録を受け取らず",
    Word.REGISTER_FORGOTTEN: "以前の住民記録を削除",
    Word.REGISTER_COMPARED: "住民記録と照合",
    Word.REGISTER_READ: "住民記録から用紙の内容を作成",
    Word.HANDOVER_MADE: "基幹システムへのファイルを作成",
    Word.HANDOVER_RESENT: "基幹システムへのファイルを再送",
    Word.HANDOVER_DOWNLOADED: "基幹システムへのファイルを閲覧",
    Word.RECEIPT_TAKEN_IN: "基幹システムの受領を取込み",
    Word.RECEIPT_REFUSED: "受領ファイルを受け取らず",
    Word.REJECTED_LINE_SETTLED: "受け入れられなかった行を処理",
    Word.WEBHOOK_CHANGED: "更新のお知らせ（Webhook）の設定を変更",
    Word.WEBHOOK_RESENT: "更新のお知らせ（Webhook）を再送",
    Word.PAYMENT_ASKED: "納付を依頼",
    Word.PAYMENT_CHANGED: "納める額を変更",
    Word.PAYMENT_STARTED: "カードの手続きを開始",
    Word.PAYMENT_RECEIVED: "手数料を収納",
    Word.PAYMENT_FAILED: "カードの支払いが不成立",
    Word.PAYMENT_WAIVED: "手数料を免除",
    Word.PAYMENT_DROPPED: "納付の依頼を取消し",
    Word.PAYMENT_REFUNDED: "手数料を返金",
    Word.PAID_TWICE: "二重の支払いを返金",
    Word.DAY_CLOSED: "日計を締切り",
    Word.PAYMENTS_RECONCILED: "決済会社の一覧と照合",
    Word.DIFFERENCE_SETTLED: "照合の差を処理",
    Word.CONVERSATIONS_FORGOTTEN: "期限の過ぎた会話を削除",
    Word.QUESTION_HANDED_OVER: "質問を職員へ引継ぎ",
    Word.QUESTION_VIEWED: "質問とやりとりを閲覧",
    Word.QUESTION_TAKEN: "質問を担当",
    Word.QUESTION_PUT_BACK: "質問の担当を外す",
    Word.QUESTION_PASSED_ON: "質問をほかの課へ引渡し",
    Word.QUESTION_ANSWERED: "質問に回答",
    Word.QUESTION_CLOSED: "質問を終了",
    Word.QUESTION_WITHDRAWN: "質問を取りやめ",
    Word.CONTACTS_FORGOTTEN: "終わった質問の連絡先を削除",
    Word.QUESTION_STORED: "聞き方を登録",
    Word.QUESTION_UNSTORED: "聞き方の登録を取消し",
    Word.SUGGESTION_PASSED_OVER: "聞き方の候補を見送り",
    Word.GAP_OPENED: "答えのない質問を記録",
    Word.GAP_ASSIGNED: "答えのない質問を割当て",
    Word.GAP_RETRIED: "答えのない質問を聞き直し",
    Word.GAP_CLOSED: "答えのない質問を解消",
    Word.GAP_DISMISSED: "答えのない質問を対象外とする",
    Word.ANSWER_CHANGE_BEGUN: "答えの変更を開始",
    Word.ANSWER_CHANGED: "答えの変更案を保存",
    Word.ANSWER_CHANGE_SENT: "答えの変更案の承認を依頼",
    Word.ANSWER_CHANGE_RETURNED: "答えの変更案を差戻し",
    Word.ANSWER_CHANGE_WITHDRAWN: "答えの変更案を取りやめ",
    Word.ANSWER_PUBLISHED: "答えを公開",
    Word.RANKER_OFFERED: "学習した順位付けを提示",
    Word.RANKER_SWITCHED_IN: "学習した順位付けに切替え",
    Word.RANKER_SWITCHED_BACK: "順位付けを前のものに戻す",
}


def label(what: str) -> str:
    return LABELS[Word(what)]
