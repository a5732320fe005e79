package com.flowex.listings.provider.fiat;

import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * File of reference rates in the form of the European Central Bank: elements {@code Cube}, one for each day, and one
 * below it for each currency with its amount for a euro. Documents with a type declaration are refused, so that no entity
 * is ever read.
 */
final class RateFile implements AutoCloseable {

    static final String EURO = "EUR";
    private static final int CURRENCIES_MAX = 300;
    private static final int DAYS_MAX = 20_000;
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern RATE = Pattern.compile("\\d{1,12}(\\.\\d{1,12})?");

    private final XMLStreamReader reader;
    private @Nullable Instant nextDay;
    private int days;

    /**
     * Opens a file up to its first day.
     *
     * @throws XMLStreamException if it is too long, or no file of rates; the message has the reason
     */
    RateFile(String text, int lengthMax) throws XMLStreamException {
        if (text.length() > lengthMax) {
            throw new XMLStreamException("more than " + lengthMax + " characters");
        }
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        this.reader = factory.createXMLStreamReader(new StringReader(text));
        nextDay = readTo(new LinkedHashMap<>());
        if (nextDay == null) {
            throw new XMLStreamException("it has no day");
        }
    }

    /**
     * Returns the rates of the next day, in the order of the file; empty at its end.
     *
     * @throws XMLStreamException if they are invalid
     */
    Optional<DailyRates> next() throws XMLStreamException {
        Instant day = nextDay;
        if (day == null) {
            return Optional.empty();
        }
        if (++days > DAYS_MAX) {
            throw new XMLStreamException("more than " + DAYS_MAX + " days");
        }
        Map<String, BigDecimal> rates = new LinkedHashMap<>();
        rates.put(EURO, BigDecimal.ONE);
        nextDay = readTo(rates);
        if (rates.size() == 1) {
            throw new XMLStreamException("it has no rates");
        }
        return Optional.of(new DailyRates(day, rates));
    }

    /** Adds rates up to the next day, which it returns; null at the end of the file. */
    private @Nullable Instant readTo(Map<String, BigDecimal> rates) throws XMLStreamException {
        while (reader.hasNext()) {
            int next = reader.next();
            if (next == XMLStreamReader.DTD) {
                throw new XMLStreamException("it has a type declaration");
            }
            if (next == XMLStreamReader.START_ELEMENT && reader.getLocalName().equals("Cube")) {
                String time = reader.getAttributeValue(null, "time");
                if (time != null) {
                    return day(time);
                }
                add(rates);
            }
        }
        return null;
    }

    private static Instant day(String time) throws XMLStreamException {
        try {
            return LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new XMLStreamException("its day is no date");
        }
    }

    private void add(Map<String, BigDecimal> rates) throws XMLStreamException {
        String currency = reader.getAttributeValue(null, "currency");
        String rate = reader.getAttributeValue(null, "rate");
        if (currency == null || rate == null) {
            return;
        }
        if (!CURRENCY.matcher(currency).matches() || !RATE.matcher(rate).matches()) {
            throw new XMLStreamException("a rate that is none");
        }
        BigDecimal amount = new BigDecimal(rate);
        if (amount.signum() <= 0 || rates.putIfAbsent(currency, amount) != null || rates.size() > CURRENCIES_MAX) {
            throw new XMLStreamException("a rate of zero, a currency twice, or too many currencies");
        }
    }

    @Override
    public void close() throws XMLStreamException {
        reader.close();
    }
}
