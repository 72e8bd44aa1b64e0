"""The kinds of notices, declared by each room beside what causes them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.notices.wording import fields_of


class Channel(models.TextChoices):
    INBOX = "inbox", _("In the portal")
    SMS = "sms", _("Text message")
    EMAIL = "email", _("E-mail")
    WECHAT = "wechat", _("WeChat")


INBOX, SMS, EMAIL, WECHAT = Channel.INBOX, Channel.SMS, Channel.EMAIL, Channel.WECHAT
LEAVING = (SMS, EMAIL)  # the channels a worker delivers; the inbox row is its own delivery


@dataclass(frozen=True)
class NoticeKind:
    """One sort of message.

    `title` and `body` are lazy msgids with `{name}` fields, filled from the context of
    `notify` in the recipient's language. `sms` is the shorter text of a text message (the
    body if empty). `urgent` kinds pass quiet hours and the budget. A person may switch the
    text messages and e-mails of a `group` off, unless the kind is `compulsory`.
    """

    name: str
    title: str | Promise
    body: str | Promise
    channels: tuple[Channel, ...] = (INBOX, SMS)
    urgent: bool = False
    group: str = "general"
    sms: str | Promise = ""
    compulsory: bool = False

    @property
    def fields(self) -> frozenset[str]:
        """The names a context must bring."""
        return frozenset().union(*(fields_of(str(t)) for t in (self.title, self.body, self.sms)))


_kinds: dict[str, NoticeKind] = {}
_groups: dict[str, str | Promise] = {"general": _("General messages")}


def declare(*kinds: NoticeKind) -> None:
    """Register kinds. Raises ValueError when a name is taken or a group is unknown."""
    for kind in kinds:
        if _kinds.get(kind.name, kind) != kind:
            raise ValueError(f"notice kind {kind.name!r} is declared twice")
        if kind.group not in _groups:
            raise ValueError(f"notice kind {kind.name!r} names no declared group")
        _kinds[kind.name] = kind


def declare_group(name: str, label: str | Promise) -> None:
    """Name a group of kinds, one line of a person's preferences."""
    _groups[name] = label


def kind_named(name: str) -> NoticeKind:
    """The kind of this name. Raises KeyError for one nobody declared."""
    return _kinds[name]


def kinds() -> Iterable[NoticeKind]:
    return tuple(_kinds.values())


def groups() -> dict[str, str | Promise]:
    """Groups by name, in the order they were declared."""
    return dict(_groups)


def groups_to_choose() -> dict[str, str | Promise]:
    """Groups in which something leaves the portal that a person may refuse."""
    open_ones = {
        kind.group
        for kind in _kinds.values()
        if not kind.compulsory and set(kind.channels) & set(LEAVING)
    }
    return {name: label for name, label in _groups.items() if name in open_ones}
