"""Measure boards and candidates once, as of today's business day; started by the keeper apart from itself."""

if __name__ == "__main__":
    from creditdelta.project.setup import set_up

    set_up()
    from creditdelta.archive.boards import refresh
    from creditdelta.journal.synthetic import business_day
    from creditdelta.lists.candidates import keep

    refresh(business_day())
    keep(business_day())
