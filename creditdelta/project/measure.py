"""Measure the boards once, as of today's business day; started by the keeper in a process of its own."""

if __name__ == "__main__":
    from creditdelta.project.setup import set_up

    set_up()
    from creditdelta.archive.boards import refresh
    from creditdelta.journal.synthetic import business_day

    refresh(business_day())
