from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in without public sign-up; a password set here was set by the account's holder."""

    def is_open_for_signup(self, request):
        return False

    def set_password(self, user, password):
        user.set_own_password(password)
