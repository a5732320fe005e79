package com.flowex.identity.store.archive;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Consumer of the rows of one kind, one after the other. */
public interface RowSink {

    /** Type of a column's values. */
    enum Shape {
        /** Text, or a number as text, so that it loses no digit. */
        TEXT,
        NUMBER,
        FLAG
    }

    /** A column of every row. */
    record Column(String name, Shape shape) {}

    /** Sets the columns; called once before the first row. */
    void columns(List<Column> columns) throws IOException;

    /** Accepts a row with its values in the order of the columns; null where there is no value. */
    void row(List<@Nullable String> values) throws IOException;
}
