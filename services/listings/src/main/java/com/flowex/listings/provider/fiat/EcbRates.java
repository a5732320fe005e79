package com.flowex.listings.provider.fiat;

import com.flowex.listings.provider.CallLimits;
import com.flowex.listings.provider.ProviderCalls;
import com.flowex.listings.provider.ProviderException;
import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;

/**
 * Client of reference rates in the form of the European Central Bank's files: {@code eurofxref-daily.xml} with the newest
 * day, {@code eurofxref-hist-90d.xml} and {@code eurofxref-hist.xml} with past days.
 */
public final class EcbRates {

    /** Currency that the amounts are for. */
    public static final String EURO = RateFile.EURO;

    private static final int LENGTH_MAX = 262_144;
    private static final int PAST_LENGTH_MAX = 16 * 1024 * 1024;

    private final URI address;
    private final ProviderCalls calls;

    /** Makes a client; it connects only when it is used. */
    public EcbRates(URI address, CallLimits limits) {
        this.address = address;
        this.calls = new ProviderCalls("rates of " + address.getHost(), address, Map.of(), limits);
    }

    /**
     * Reads the newest day.
     *
     * @throws ProviderException if it does not answer, or its answer is invalid
     */
    public DailyRates get() throws InterruptedException {
        try {
            return read(calls.get("", "").body());
        } catch (XMLStreamException e) {
            throw invalid(e);
        }
    }

    /**
     * Reads past days.
     *
     * @param validator ETag of the previous answer; empty for none
     * @param sink takes each day in the order of the file; those before an invalid one have been handed over
     * @throws ProviderException if it does not answer, or its answer is invalid
     */
    public Past past(String validator, Consumer<DailyRates> sink) throws InterruptedException {
        ProviderCalls.HttpAnswer answer = calls.get("", validator);
        if (answer.isUnchanged()) {
            return new Past(validator, true);
        }
        try {
            each(answer.body(), sink);
        } catch (XMLStreamException e) {
            throw invalid(e);
        }
        return new Past(answer.validator(), false);
    }

    /**
     * Outcome of reading past days.
     *
     * @param validator ETag of the answer; empty if it has none
     */
    public record Past(String validator, boolean isUnchanged) {}

    private ProviderException invalid(XMLStreamException reason) {
        return ProviderException.lasting(address.getHost() + " answers no file of rates: " + reason.getMessage());
    }

    /** @throws XMLStreamException if it is not a file of rates; the message has the reason */
    static DailyRates read(String text) throws XMLStreamException {
        try (RateFile file = new RateFile(text, LENGTH_MAX)) {
            // A file of several days has the newest first.
            return file.next().orElseThrow(() -> new XMLStreamException("it has no day"));
        }
    }

    /** @throws XMLStreamException if it is not a file of rates; the message has the reason */
    static void each(String text, Consumer<DailyRates> sink) throws XMLStreamException {
        try (RateFile file = new RateFile(text, PAST_LENGTH_MAX)) {
            for (var day = file.next(); day.isPresent(); day = file.next()) {
                sink.accept(day.get());
            }
        }
    }
}
