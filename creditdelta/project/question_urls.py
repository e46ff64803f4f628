"""Routes of the judgement queue: whom does a row mean?; with the operation of each.

Those that are only read, and those that are sent to.
"""

from creditdelta.accounts.gatekeeper import View
from creditdelta.questions.portal import one, queue

Row = tuple[str, View, str, str]

READ: tuple[Row, ...] = (
    ("desk/questions/", queue.desk_questions, "desk_questions", "question.read"),
    ("desk/questions/<str:question>/", one.desk_question, "desk_question", "question.read"),
)
ACTED: tuple[Row, ...] = (
    ("desk/questions-undo/", queue.desk_question_undo, "desk_question_undo", "question.judge"),
    (
        "desk/questions/<str:question>/answer/",
        one.desk_question_answer,
        "desk_question_answer",
        "question.judge",
    ),
)
