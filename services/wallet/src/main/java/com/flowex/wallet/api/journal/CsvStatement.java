package com.flowex.wallet.api.journal;

import com.flowex.access.http.response.Csv;
import com.flowex.access.http.response.IsoTime;
import com.flowex.orderentry.LogTime;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Statement as lines of CSV. Lines of the types {@code opening} and {@code closing} give the balances at both ends. */
final class CsvStatement implements Statement.Form {

    private static final List<String> COLUMNS =
            List.of("time", "sequence", "type", "id", "currency", "amount", "fee", "balance");

    private final OutputStream out;
    private String from = "";
    private String to = "";
    private String sequence = "";

    CsvStatement(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begin(LogTime.Span span, long last) throws IOException {
        from = span.fromNanos() == 0 ? "" : IsoTime.ofNanos(span.fromNanos());
        to = span.toNanos() == Long.MAX_VALUE ? "" : IsoTime.ofNanos(span.toNanos());
        sequence = Long.toString(last);
        out.write(Csv.line(COLUMNS));
    }

    @Override
    public void opening(List<Statement.StatementBalance> standings) throws IOException {
        for (Statement.StatementBalance one : standings) {
            out.write(Csv.line(List.of(from, "", "opening", "", one.currency(), "", "", one.balance())));
        }
    }

    @Override
    public void line(Statement.Line line) throws IOException {
        String balance = line.balance();
        out.write(Csv.line(List.of(
                line.time(),
                Long.toString(line.sequence()),
                line.type(),
                line.id(),
                line.currency(),
                line.amount(),
                line.fee(),
                balance == null ? "" : balance)));
    }

    @Override
    public void closing(List<Statement.StatementBalance> standings) throws IOException {
        for (Statement.StatementBalance one : standings) {
            out.write(Csv.line(List.of(to, sequence, "closing", "", one.currency(), "", "", one.balance())));
        }
    }
}
