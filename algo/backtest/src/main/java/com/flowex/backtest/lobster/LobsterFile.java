package com.flowex.backtest.lobster;

import com.flowex.backtest.data.DataException;
import com.flowex.backtest.data.DataManifest;
import com.flowex.backtest.data.OrderFlowSource;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Scale;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A day of a LOBSTER message file as order flow, whole shares at dollars of four places. The published book, if there
 * is one, seeds the book with what rested before the file began: one anonymous order a level, with number 0.
 *
 * <p>The file's times count from midnight and name no time zone; they are read as UTC of the date in the file's name,
 * or of 1970-01-01.
 */
public final class LobsterFile implements OrderFlowSource {

    /** Scale of the file's prices. */
    public static final Scale PRICE_SCALE = new Scale(4);

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** First row of a message file: a time of day, then five or six whole numbers. */
    private static final Pattern FIRST_ROW = Pattern.compile("[0-9]{1,5}(\\.[0-9]+)?(,-?[0-9]+){5,6}\\s*");

    /** Length in which the first row ends. */
    private static final int FIRST_ROW_MAX = 200;

    private final String name;
    private final RowSource messages;
    private final @Nullable Path book;
    private final long midnightNanos;
    private final long untilNanos;
    private final DataManifest manifest;

    /** Opens the rows of a message file at the first. */
    @FunctionalInterface
    private interface RowSource {
        NumberCsvReader open() throws IOException;
    }

    /**
     * Checks a file from its first row to its last.
     *
     * @param book published book of the same rows; null if there is none
     * @throws DataException if a row cannot be used, naming it
     */
    public LobsterFile(Path messages, @Nullable Path book) {
        this(
                String.valueOf(messages.getFileName()),
                midnight(String.valueOf(messages.getFileName())),
                () -> new NumberCsvReader(messages),
                book);
    }

    /**
     * Checks the bytes of a file without a published book from its first row to its last.
     *
     * @param name name of the file, for messages
     * @param day day of UTC from whose midnight the times count
     * @throws DataException if a row cannot be used, naming it
     */
    public LobsterFile(String name, LocalDate day, byte[] messages) {
        this(name, midnight(day), () -> new NumberCsvReader(name, new ByteArrayInputStream(messages)), null);
    }

    private LobsterFile(String name, long midnightNanos, RowSource messages, @Nullable Path book) {
        this.name = name;
        this.messages = messages;
        this.book = book;
        this.midnightNanos = midnightNanos;
        this.untilNanos = Long.MAX_VALUE;
        this.manifest = check();
    }

    private LobsterFile(LobsterFile all, long untilNanos) {
        this.name = all.name;
        this.messages = all.messages;
        this.book = all.book;
        this.midnightNanos = all.midnightNanos;
        this.untilNanos = untilNanos;
        this.manifest = all.manifest;
    }

    private static long midnight(String name) {
        Matcher date = DATE.matcher(name);
        return date.find() ? midnight(LocalDate.parse(date.group())) : 0;
    }

    private static long midnight(LocalDate day) {
        return day.atStartOfDay().toEpochSecond(ZoneOffset.UTC) * SECOND_NANOS;
    }

    /** Returns true if the first row is one of a message file; no other form of data begins with a time of day. */
    public static boolean isOne(byte[] bytes) {
        String begin = new String(bytes, 0, Math.min(bytes.length, FIRST_ROW_MAX), StandardCharsets.ISO_8859_1);
        return FIRST_ROW.matcher(begin.lines().findFirst().orElse("")).matches();
    }

    private DataManifest check() {
        try (NumberCsvReader rows = messages.open()) {
            long first = 0;
            long last = 0;
            while (rows.advance()) {
                long time = LobsterMessage.of(rows).timeNanos();
                if (time < last) {
                    throw new DataException(rows.where() + " is earlier than the row before it");
                }
                first = rows.rowNumber() == 1 ? time : first;
                last = time;
            }
            if (rows.rowNumber() == 0) {
                throw new DataException(name + " is empty");
            }
            return new DataManifest(
                    name,
                    "lobster",
                    rows.rowNumber(),
                    midnightNanos + first,
                    midnightNanos + last + 1,
                    List.of(),
                    0,
                    List.of(),
                    0,
                    "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public DataManifest manifest() {
        return manifest;
    }

    @Override
    public Precision precision() {
        return new Precision(PRICE_SCALE.places(), 0, LobsterMessage.PRICE_MAX / (double) PRICE_SCALE.unitsPerWhole());
    }

    @Override
    public OrderFlowSource until(long nanos) {
        return new LobsterFile(this, Math.min(untilNanos, nanos));
    }

    @Override
    public OrderFlowCursor open() {
        try {
            return new Cursor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reader of the file, which closes it at its end. */
    private final class Cursor implements OrderFlowCursor {

        private final NumberCsvReader rows = messages.open();
        private final Deque<LobsterMessage> seeds = new ArrayDeque<>();
        private @Nullable LobsterMessage now;
        private boolean hasEnded;

        Cursor() throws IOException {
            if (book != null && rows.advance()) {
                seed(LobsterMessage.of(rows).timeNanos(), book);
            }
        }

        /** The first published book includes the first message already. */
        private void seed(long timeNanos, Path file) throws IOException {
            try (PublishedBookReader published = new PublishedBookReader(file, OptionalInt.empty())) {
                PublishedBook first = published.advance();
                if (first == null) {
                    throw new DataException(file + " is empty");
                }
                List<LobsterMessage> levels = new ArrayList<>();
                for (Side side : Side.values()) {
                    PublishedBook.Levels of = first.levels(side);
                    for (int i = 0; i < of.count(); i++) {
                        levels.add(new LobsterMessage(
                                1,
                                timeNanos,
                                LobsterMessage.Kind.SUBMISSION,
                                0,
                                of.size(i),
                                of.price(i),
                                side == Side.BUY ? 1 : -1));
                    }
                }
                seeds.addAll(levels);
            }
        }

        @Override
        public boolean advance() {
            try {
                do {
                    now = seeds.isEmpty() ? next() : seeds.removeFirst();
                } while (now != null && now.kind() == LobsterMessage.Kind.CROSS_TRADE);
                if (now == null || timeNanos() >= untilNanos) {
                    hasEnded = true;
                    rows.close();
                    return false;
                }
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private @Nullable LobsterMessage next() throws IOException {
            return !hasEnded && rows.advance() ? LobsterMessage.of(rows) : null;
        }

        private LobsterMessage present() {
            if (now == null) {
                throw new IllegalStateException("no message is there");
            }
            return now;
        }

        @Override
        public long timeNanos() {
            return midnightNanos + present().timeNanos();
        }

        @Override
        public FlowKind kind() {
            return switch (present().kind()) {
                case SUBMISSION -> FlowKind.SUBMISSION;
                case PARTIAL_CANCEL -> FlowKind.PARTIAL_CANCEL;
                case DELETION -> FlowKind.DELETION;
                case EXECUTION -> FlowKind.EXECUTION;
                case HIDDEN_EXECUTION -> FlowKind.HIDDEN_EXECUTION;
                case HALT -> present().isHalt() ? FlowKind.HALT : FlowKind.RESUMPTION;
                case CROSS_TRADE -> throw new IllegalStateException("an auction has rows of its own");
            };
        }

        @Override
        public long order() {
            return present().order();
        }

        @Override
        public Side side() {
            return present().side();
        }

        @Override
        public long priceUnits() {
            return present().price();
        }

        @Override
        public long quantityUnits() {
            return present().size();
        }
    }
}
