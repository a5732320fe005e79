package com.flowex.simulator.lobster;

import com.flowex.simulator.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A book file, row by row, with the row before still at hand. */
final class PublishedRows implements AutoCloseable {

    private final NumberRows rows;
    private final OptionalInt levels;
    private @Nullable PublishedBook now;
    private @Nullable PublishedBook before;
    private @Nullable PublishedBook spare;

    /** @param levels of each side to look at; empty for as many as the first row has */
    PublishedRows(Path file, OptionalInt levels) throws BadInputException, IOException {
        this.rows = new NumberRows(file);
        this.levels = levels;
    }

    /** The next row, if there is one; the one so far becomes {@link #before}. */
    @Nullable
    PublishedBook advance() throws BadInputException, IOException {
        if (!rows.advance()) {
            return null;
        }
        PublishedBook next = spare == null ? new PublishedBook(depth()) : spare;
        next.read(rows);
        spare = before;
        before = now;
        now = next;
        return next;
    }

    /** The row before, null if there is none or if it crossed and so nothing of it was taken over. */
    @Nullable
    PublishedBook before() {
        return before == null || before.isCrossed() ? null : before;
    }

    private int depth() throws BadInputException {
        if (now != null) {
            return now.depth();
        }
        int published = PublishedBook.depthOf(rows);
        if (levels.isPresent() && levels.getAsInt() > published) {
            throw new BadInputException(
                    rows.where() + " has " + published + " levels, --levels asks for " + levels.getAsInt());
        }
        return levels.orElse(published);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
