package com.flowex.identity.archive;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the rows of one kind, one after the other. */
public interface RowSink {

    /** What a column is to a reader. */
    enum Shape {
        /** Numbers, too: none of them loses a digit. */
        TEXT,
        NUMBER,
        FLAG
    }

    /** A column of every row. */
    record Column(String name, Shape shape) {}

    /** Before the first row. */
    void columns(List<Column> columns) throws IOException;

    /** In the order of the columns; null where there is nothing. */
    void row(List<@Nullable String> values) throws IOException;
}
