package com.flowex.simulator.lobster;

import com.flowex.backtest.lobster.LobsterMessage;
import com.flowex.backtest.lobster.NumberCsvReader;
import com.flowex.backtest.lobster.PublishedBook;
import com.flowex.backtest.lobster.PublishedBookReader;
import com.flowex.domain.event.Rejection;
import com.flowex.simulator.lobster.PublishedBookComparison.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Replay of recorded order flow through the engine, row by row. It compares the book after each row with the published
 * one, and each execution of a known order with the order it really hit.
 *
 * <p>A file of a certain number of levels holds only the events within them. So the first row seeds the book. A level
 * that leaves the best ones is forgotten with its orders, and the quantity published when it returns is one anonymous
 * order.
 */
public final class LobsterReplay {

    private static final int REFUSALS_SHOWN = 10;

    private final PrintStream progress;
    private final ReplayProgress meter;
    private final ReplayVenue venue = new ReplayVenue(this::refused);
    private final OrderFlow flow = new OrderFlow(venue);
    private final PublishedBookComparison comparison = new PublishedBookComparison(venue);
    private long rows;
    private long exact;
    private long revealed;
    private long mismatches;
    private long refusals;

    /** @param progress stream for progress, one line at a time */
    public LobsterReplay(PrintStream progress) {
        this.progress = progress;
        this.meter = new ReplayProgress(progress);
    }

    /**
     * Replays a file without a published book: only the order's turn at each execution can be compared.
     *
     * @throws BadInputException if the file is missing or a row of it is malformed
     */
    public LobsterResult replay(Path messages) throws BadInputException, IOException {
        try (NumberCsvReader in = new NumberCsvReader(messages)) {
            while (in.advance()) {
                LobsterMessage message = next(in);
                flow.forgetStale(message);
                flow.send(message);
            }
        }
        return result(messages);
    }

    /**
     * Replays a file and compares it with the published book.
     *
     * @param levels number of levels of each side to compare; empty for all that were published
     * @throws BadInputException if a file is missing or a row of it is malformed
     */
    public LobsterResult replay(Path messages, Path book, OptionalInt levels) throws BadInputException, IOException {
        try (NumberCsvReader in = new NumberCsvReader(messages);
                PublishedBookReader published = new PublishedBookReader(book, levels)) {
            while (in.advance()) {
                LobsterMessage message = next(in);
                PublishedBook after = published.advance();
                if (after == null) {
                    throw new BadInputException(book + " ends after " + (rows - 1) + " rows, " + messages + " goes on");
                }
                count(rows == 1 ? seed(after) : replay(message, after, published.before()));
            }
            if (published.advance() != null) {
                throw new BadInputException(messages + " ends after " + rows + " rows, " + book + " goes on");
            }
        }
        return result(messages);
    }

    private LobsterMessage next(NumberCsvReader in) throws BadInputException {
        LobsterMessage message = LobsterMessage.of(in);
        meter.at(rows);
        rows++;
        venue.begin(message);
        return message;
    }

    /** Seeds the book; the first published book already includes the first message. */
    private Finding seed(PublishedBook after) {
        compare(after, null);
        return Finding.EXACT;
    }

    private Finding replay(LobsterMessage message, PublishedBook after, @Nullable PublishedBook before) {
        boolean isConsistent = flow.send(message);
        Finding finding = compare(after, before);
        return isConsistent ? finding : Finding.MISMATCH;
    }

    private Finding compare(PublishedBook after, @Nullable PublishedBook before) {
        if (after.isCrossed()) {
            // A continuous market cannot hold orders for an auction, so everything is out of sight until they have
            // traded.
            comparison.forgetAll();
            return Finding.REVEALED;
        }
        return comparison.compare(after, before);
    }

    private void count(Finding finding) {
        switch (finding) {
            case EXACT -> exact++;
            case REVEALED -> revealed++;
            case MISMATCH -> {
                mismatches++;
                if (mismatches == 1) {
                    progress.println("replay: row " + rows + " is the first after which the books differ");
                }
            }
        }
    }

    private void refused(Rejection rejection) {
        refusals++;
        if (refusals <= REFUSALS_SHOWN) {
            progress.println("replay: row " + rows + ": the engine refused: "
                    + rejection.reason().code());
        }
    }

    private LobsterResult result(Path messages) throws BadInputException {
        if (rows == 0) {
            throw new BadInputException(messages + " is empty");
        }
        progress.println("replay: " + rows + " rows, " + venue.commands() + " commands, " + refusals + " refused; "
                + flow.ignored() + " hidden executions and cross trades, which change no book");
        long perSecond = meter.perSecond(venue.commands());
        return new LobsterResult(
                rows,
                exact,
                revealed,
                mismatches,
                flow.executionsInTurn(),
                flow.executionsOfKnown(),
                perSecond,
                venue.end());
    }
}
