"""What people type to log in, read as they type it."""

import re
import unicodedata

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from madoguchi.accounts import commands as accounts
from madoguchi.accounts.models import Account
from madoguchi.gateways.mail import ADDRESS
from madoguchi.kernel.clock import now

ADDRESS_EMPTY = _("メールアドレスを入力してください。")
ADDRESS_WRONG = _("メールアドレスの形が正しくありません。例のように、@（アットマーク）を入れて入力してください。")
CODE_EMPTY = _("コードを入力してください。")
PASSWORD_EMPTY = _("パスワードを入力してください。")


class MailAddress(forms.CharField):
    """A mail address as carriers have given them out: Django's own field refuses `taro..y.@docomo.ne.jp`."""

    def __init__(self) -> None:
        super().__init__(max_length=254, error_messages={"required": ADDRESS_EMPTY, "max_length": ADDRESS_WRONG})

    def to_python(self, value: object) -> str:
        """Full-width letters become half-width, as they are in every address."""
        return unicodedata.normalize("NFKC", str(value or "")).strip().lower()

    def validate(self, value: str) -> None:
        """One address, in the form mail can be sent to."""
        super().validate(value)
        if not ADDRESS.fullmatch(value):
            raise ValidationError(ADDRESS_WRONG, code="invalid")


class Code(forms.CharField):
    """Figures from a mail or an authenticator: full-width, with spaces or hyphens, all the same."""

    def __init__(self) -> None:
        super().__init__(max_length=40, error_messages={"required": CODE_EMPTY, "max_length": CODE_EMPTY})

    def to_python(self, value: object) -> str:
        """Only the figures count."""
        return re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", str(value or "")))


class AskForCode(RequestLoginCodeForm):
    """The one question of a resident's log-in. The first time it makes the account."""

    email = MailAddress()  # type: ignore[assignment]

    def clean_email(self) -> str:
        """Answer alike for known, unknown and officers' addresses: only the mail differs."""
        email: str = super().clean_email()
        self._user: Account | None = accounts.resident_account(email=email, at=now())
        return email


class MailedCode(ConfirmLoginCodeForm):
    """The code from the mail."""

    code = Code()


class OfficerLogin(LoginForm):
    """Mail address and password of an officer."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = MailAddress()
        self.fields["password"] = forms.CharField(
            max_length=200, strip=False, error_messages={"required": PASSWORD_EMPTY}, widget=forms.PasswordInput
        )

    def _setup_password_field(self) -> None:
        """Allauth drops the password where residents sign up without one; officers have one."""

    def clean(self) -> dict[str, object]:
        """Whoever is no officer (any more) is told the same as with a wrong password."""
        cleaned: dict[str, object] = super().clean()  # type: ignore[no-untyped-call]
        if isinstance(self.user, Account) and not self.user.is_officer:
            raise ValidationError(_("メールアドレスかパスワードが違います。"))
        return cleaned


class SecondFactor(AuthenticateForm):
    """The authenticator's code at log-in."""

    code = Code()


class SecondFactorAgain(ReauthenticateForm):
    """The authenticator's code before something important."""

    code = Code()


class SetUpSecondFactor(ActivateTOTPForm):
    """The first code of a new authenticator."""

    code = Code()
