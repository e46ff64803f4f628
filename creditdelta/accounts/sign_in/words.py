"""What sign-in says, in both languages; spoken when the page is made."""

from django.utils.functional import lazy

from creditdelta.pages.language import t

later = lazy(t, str)

WRONG = later(
    "登录名或密码不对，或者该账户暂时不能登录。请检查后再试；多次失败后须等一会儿。",
    "The login or the password is wrong, or the account cannot sign in for now. Check them and try "
    "again; after several failures you have to wait a while.",
)
ERRORS = {
    "username_password_mismatch": WRONG,
    "email_password_mismatch": WRONG,
    "account_inactive": WRONG,
    "too_many_login_attempts": later(
        "试得太多了，请过一会儿再试。", "Too many tries. Wait a while and try again."
    ),
    "rate_limited": later(
        "试得太多了，请过一会儿再试。", "Too many tries. Wait a while and try again."
    ),
    "enter_current_password": later("请输入现在的密码。", "Type the present password."),
    "incorrect_password": later("密码不对。", "The password is wrong."),
}
FACTOR_ERRORS = {
    "incorrect_code": later(
        "验证没有通过。请用最新的验证码，每个码只能用一次；或者再试一次。",
        "This did not fit. Use the newest code, each works once; or try again.",
    ),
    "cannot_delete_authenticator": later(
        "您的职务要求第二重验证，不能移除最后一个。",
        "Your post demands a second factor: the last one cannot be removed.",
    ),
    "cannot_generate_recovery_codes": later(
        "请先设置验证器或通行密钥。", "Set up an authenticator app or a passkey first."
    ),
}
KEY_NAMES = (
    later("通行密钥", "Passkey"),
    later("备用密钥", "Spare key"),
)
