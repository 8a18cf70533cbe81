package no.grend.invoicepdf.internal.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongConsumer;
import no.grend.invoicepdf.Letter;
import no.grend.invoicepdf.internal.store.Dispatch;
import no.grend.invoicepdf.internal.store.DispatchTable;
import no.grend.schema.Database;

/** The letters of a stack in order of number, some of them in memory at a time. For one thread. */
final class LettersOfStack implements Iterator<Letter> {

    private static final int TOGETHER = 100;

    private final Database db;
    private final Papers papers;
    private final String stackId;
    private final LongConsumer progress;
    private final Deque<Letter> ready = new ArrayDeque<>();
    private long number = -1;
    private String id = "";
    private boolean exhausted;
    private long given;

    LettersOfStack(Database db, Papers papers, String stackId, LongConsumer progress) {
        this.db = db;
        this.papers = papers;
        this.stackId = stackId;
        this.progress = progress;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !exhausted) {
            List<Dispatch> next = db.read(handle -> DispatchTable.ofStack(handle, stackId, number, id, TOGETHER));
            papers.of(next).forEach(paper -> ready.add(paper.letter()));
            exhausted = next.size() < TOGETHER;
            if (!next.isEmpty()) {
                number = next.get(next.size() - 1).number();
                id = next.get(next.size() - 1).id();
            }
            progress.accept(given);
        }
        return !ready.isEmpty();
    }

    @Override
    public Letter next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        given++;
        return ready.remove();
    }
}
