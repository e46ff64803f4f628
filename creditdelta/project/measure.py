"""Measure boards, candidates and repair once, as of today's business day; started by the keeper by itself."""

if __name__ == "__main__":
    from creditdelta.project.setup import set_up

    set_up()
    from creditdelta.archive.boards import refresh
    from creditdelta.journal.synthetic import business_day
    from creditdelta.lists.candidates import keep
    from creditdelta.repair import tallying

    refresh(business_day())
    keep(business_day())
    tallying.keep(business_day())
