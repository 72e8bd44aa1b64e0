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
_CHANGED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in FROZEN)


def settings_freeze() -> pgtrigger.Trigger:
    """Nothing of a ballot's settings changes once it is open."""
    return pgtrigger.Trigger(
        name="settings_freeze",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF OLD.status <> 'draft' AND ({_CHANGED}) THEN
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
