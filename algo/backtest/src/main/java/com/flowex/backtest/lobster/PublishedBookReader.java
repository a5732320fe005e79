package com.flowex.backtest.lobster;

import com.flowex.backtest.data.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reader of a book file, row by row, which keeps the row before. */
public final class PublishedBookReader implements AutoCloseable {

    private final NumberCsvReader rows;
    private final OptionalInt levels;
    private @Nullable PublishedBook now;
    private @Nullable PublishedBook before;
    private @Nullable PublishedBook spare;

    /** @param levels number of levels of each side to compare; empty for the number of the first row */
    public PublishedBookReader(Path file, OptionalInt levels) throws IOException {
        this.rows = new NumberCsvReader(file);
        this.levels = levels;
    }

    /** Reads the next row, null if there is none; the present row becomes {@link #before}. */
    @Nullable
    public PublishedBook advance() throws IOException {
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

    /** Returns the row before; null if there is none, or if it crossed and was therefore not adopted. */
    @Nullable
    public PublishedBook before() {
        return before == null || before.isCrossed() ? null : before;
    }

    private int depth() {
        if (now != null) {
            return now.depth();
        }
        int published = PublishedBook.depthOf(rows);
        if (levels.isPresent() && levels.getAsInt() > published) {
            throw new DataException(
                    rows.where() + " has " + published + " levels, --levels asks for " + levels.getAsInt());
        }
        return levels.orElse(published);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
