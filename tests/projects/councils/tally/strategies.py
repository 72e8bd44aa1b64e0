"""Small elections of every shape for hypothesis."""

from fractions import Fraction

from hypothesis import strategies as st

from projects.councils.tally import Ballot, Election, Project, VoteType

money = st.one_of(
    st.integers(0, 300).map(Fraction),
    st.integers(1, 30).map(Fraction),
    st.integers(0, 900).map(lambda tenths: Fraction(tenths, 10)),
)
points = st.integers(-1, 5).map(Fraction)


@st.composite
def elections(draw, vote_types=tuple(VoteType)):
    ids = [f"p{number}" for number in range(draw(st.integers(1, 6)))]
    vote_type = draw(st.sampled_from(vote_types))
    return Election(
        budget=draw(money),
        projects={key: Project(key, draw(money), f"Project; {key}") for key in ids},
        ballots=draw(
            st.dictionaries(_ballots(ids, vote_type), st.integers(1, 3), min_size=0, max_size=7)
        ),
        vote_type=vote_type,
    )


def _ballots(ids, vote_type):
    choices = st.lists(st.sampled_from(ids), unique=True, max_size=4).map(tuple)
    if vote_type != VoteType.ORDINAL:
        choices = choices.map(lambda chosen: tuple(sorted(chosen)))
    if not vote_type.has_points:
        return choices.map(Ballot)
    return choices.flatmap(
        lambda chosen: st.tuples(*[points for _ in chosen]).map(lambda p: Ballot(chosen, p))
    )
