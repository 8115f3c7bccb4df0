"""Asking many addresses as one person, and seeing whether one of them may have written."""

from tests.factories import log_in


class StillIn:
    """A client that stays the person it was, also after an address that logs out."""

    def __init__(self, client, user):
        self.user = log_in(client, user)
        self.client = client
        self.client.raise_request_exception = False
        self.cookies = {name: morsel.value for name, morsel in client.cookies.items()}

    def ask(self, method, path, data=None):
        self.client.cookies.load(self.cookies)
        answer = getattr(self.client, method)(path, data)
        assert answer.wsgi_request.user == self.user or "logout" in path
        return answer


class Written:
    """Whether the database was asked for anything that may write while this wraps what is executed."""

    anything = False

    def __call__(self, execute, sql, *arguments):
        self.anything |= not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK TO"))
        return execute(sql, *arguments)
