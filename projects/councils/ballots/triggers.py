"""What the database itself holds fast about a residents' vote, whoever writes to it."""

import pgtrigger

FROZEN = (
    "area_id",
    "call_id",
    "title",
    "about",
    "kind",
    "rule",
    "budget",
    "is_binding",
    "most_choices",
    "entitled",
    "opens_at",
    "closes_at",
)
# of a published one, besides
RESULT = ("status", "opened_at", "closed_at", "counted_at", "published_at", "voted")


def _changed(names: tuple[str, ...]) -> str:
    return " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in names)


def settings_freeze() -> pgtrigger.Trigger:
    """Nothing of a ballot's settings changes once it is open."""
    return pgtrigger.Trigger(
        name="settings_freeze",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF OLD.status <> 'draft' AND ({_changed(FROZEN)}) THEN
                RAISE EXCEPTION 'ballot % is open: its settings stay as they are', OLD.code
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_settings_freeze';
            END IF;
            RETURN NEW;
        """,
    )


def items_freeze() -> pgtrigger.Trigger:
    """Nor do the projects on it and their prices; only the result is written later."""
    return pgtrigger.Trigger(
        name="items_freeze",
        operation=pgtrigger.Insert
        | pgtrigger.Delete
        | pgtrigger.UpdateOf("ballot_id", "project_id", "position", "title", "cost"),
        when=pgtrigger.Before,
        declare=[("of_ballot", "bigint"), ("standing", "text")],
        func="""
            IF TG_OP = 'DELETE' THEN of_ballot := OLD.ballot_id;
            ELSE of_ballot := NEW.ballot_id; END IF;
            SELECT b.status INTO standing FROM projects_ballot b WHERE b.id = of_ballot FOR SHARE;
            IF standing <> 'draft' THEN
                RAISE EXCEPTION 'the ballot is open: what is on it stays as it is'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_items_freeze';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )


def only_while_open() -> pgtrigger.Trigger:
    """A vote comes in while its ballot is open; agreed paper also while it is counted.

    The shared lock lets voters pass each other, and makes the closing wait for them.
    """
    return pgtrigger.Trigger(
        name="only_while_open",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        declare=[("standing", "text")],
        func="""
            SELECT b.status INTO standing FROM projects_ballot b
             WHERE b.id = NEW.ballot_id FOR SHARE;
            IF standing = 'open' OR (standing = 'counting' AND NEW.way = 'paper')
               OR (standing = 'counting'
                   AND current_setting('linli.mixing', true) = NEW.ballot_id::text)
            THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'the ballot is not open'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_not_open';
        """,
    )


def never_changed() -> pgtrigger.Trigger:
    """A vote that was cast is never changed or taken back; only mixing takes all out and puts
    the same ones in again (`counting.mix`, which proves that nothing was lost)."""
    return pgtrigger.Trigger(
        name="never_changed",
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func="""
            IF TG_OP = 'DELETE'
               AND current_setting('linli.mixing', true) = OLD.ballot_id::text
            THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'a vote that was cast is never changed'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'vote_never_changed';
        """,
    )


def result_stands() -> pgtrigger.Trigger:
    """When a vote took place, how many took part and that it is published: never changed."""
    return pgtrigger.Trigger(
        name="result_stands",
        operation=pgtrigger.UpdateOf(*RESULT),
        when=pgtrigger.Before,
        func=f"""
            IF OLD.status = 'published' AND ({_changed(RESULT)}) THEN
                RAISE EXCEPTION 'the result of ballot % is published', OLD.code
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_result_stands';
            END IF;
            RETURN NEW;
        """,
    )


def items_result_stands() -> pgtrigger.Trigger:
    """What became of a project stands from the end of the count on; only another count, which is
    a step of its own with a reason, writes it anew."""
    columns = ("votes", "won", "place", "explanation")
    return pgtrigger.Trigger(
        name="result_stands",
        operation=pgtrigger.UpdateOf(*columns),
        when=pgtrigger.Before,
        declare=[("standing", "text")],
        func=f"""
            SELECT b.status INTO standing FROM projects_ballot b
             WHERE b.id = NEW.ballot_id FOR SHARE;
            IF standing IN ('counted', 'published') AND ({_changed(columns)}) THEN
                RAISE EXCEPTION 'the votes are counted: the result stays as it is'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'ballot_result_stands';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - names of columns from above
    )


def count_stands() -> pgtrigger.Trigger:
    """A finished count is never changed or removed; only who asked for it may be forgotten."""
    return _stands("OLD.finished_at IS NOT NULL", "a finished count is never changed", "by_id")


def mark_stands() -> pgtrigger.Trigger:
    """Who has voted has voted: no mark leaves the roll or becomes another's. Accounts are
    taken off it in time, as the rules of keeping say."""
    return _stands("true", "a mark on the roll is never changed", "user_id", "marked_by_id")


def pile_stands() -> pgtrigger.Trigger:
    """A pile that was counted or discarded stays so: whose readings, how many papers, and why."""
    settled = "OLD.agreed_at IS NOT NULL OR OLD.discarded_at IS NOT NULL"
    return _stands(settled, "a pile that is counted or discarded is never changed")


def readings_stand() -> pgtrigger.Trigger:
    """Nor does what the two read on its papers."""
    return pgtrigger.Trigger(
        name="stands",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        declare=[("settled", "boolean")],
        func="""
            SELECT bool_or(b.agreed_at IS NOT NULL OR b.discarded_at IS NOT NULL) INTO settled
              FROM (SELECT * FROM projects_paperbatch
                     WHERE id IN (OLD.batch_id, NEW.batch_id) FOR SHARE) b;
            IF settled THEN
                RAISE EXCEPTION 'a pile that is counted or discarded is never changed'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'vote_stands';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )


def code_is_used_once() -> pgtrigger.Trigger:
    """A code that was handed out stays what it is, and one that was used stays used."""
    return pgtrigger.Trigger(
        name="used_once",
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func="""
            IF TG_OP = 'UPDATE' AND NEW.used
               AND to_jsonb(NEW) - 'used' = to_jsonb(OLD) - 'used'
            THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION 'a voting code is used once'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'voting_code_used_once';
        """,
    )


def _stands(when: str, why: str, *forgettable: str) -> pgtrigger.Trigger:
    """No UPDATE and no DELETE of such rows, but for the columns that may be emptied."""
    kept = " AND ".join(f"(NEW.{n} IS NULL OR NEW.{n} = OLD.{n})" for n in forgettable) or "true"
    rest = "".join(f" - '{name}'" for name in forgettable)
    return pgtrigger.Trigger(
        name="stands",
        operation=pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func=f"""
            IF NOT ({when}) THEN
                IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                RETURN NEW;
            END IF;
            IF TG_OP = 'UPDATE' AND {kept}
               AND to_jsonb(NEW){rest} = to_jsonb(OLD){rest}
            THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION '{why}' USING ERRCODE = 'check_violation', CONSTRAINT = 'vote_stands';
        """,
    )
