package com.flowex.wallet.api.margin;

import com.flowex.platform.errors.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reader of rows of a request, each of which is checked against the one below it. */
final class RisingRows {

    private RisingRows() {}

    /** Reader of one row. */
    @FunctionalInterface
    interface RowReader<F, R> {

        /**
         * Returns a row; null if it breaks a rule, which {@code fields} then names.
         *
         * @param below the row before; null for the first
         */
        @Nullable
        R read(@Nullable F form, @Nullable R below, boolean isLast, Fields fields);
    }

    /** Returns the rows; none if one breaks a rule. */
    static <F, R> List<R> read(List<@Nullable F> sent, String name, Fields fields, RowReader<F, R> reader) {
        List<R> rows = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            R below = rows.isEmpty() ? null : rows.getLast();
            R row = reader.read(sent.get(i), below, i == sent.size() - 1, fields.under(name + "." + i));
            if (row == null) {
                return List.of();
            }
            rows.add(row);
        }
        return rows;
    }
}
