package com.flowex.listings.provider.fiat;

import com.flowex.listings.provider.CallLimits;
import com.flowex.listings.provider.ProviderCalls;
import com.flowex.listings.provider.ProviderException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Client of daily reference rates in the form of the European Central Bank's file {@code eurofxref-daily.xml}: elements
 * {@code Cube}, one with the day, and one below it for each currency with its amount for a euro. Documents with a type
 * declaration are refused, so that no entity is ever read.
 */
public final class EcbRates {

    private static final int LENGTH_MAX = 262_144;
    private static final int CURRENCIES_MAX = 300;
    private static final String EURO = "EUR";
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern RATE = Pattern.compile("\\d{1,12}(\\.\\d{1,12})?");

    private final URI address;
    private final ProviderCalls calls;

    /** Makes a client; it connects only when it is used. */
    public EcbRates(URI address, CallLimits limits) {
        this.address = address;
        this.calls = new ProviderCalls("rates of " + address.getHost(), address, Map.of(), limits);
    }

    /** @throws ProviderException if it does not answer, or its answer is invalid */
    public DailyRates get() throws InterruptedException {
        try {
            return read(calls.get("", "").body());
        } catch (XMLStreamException e) {
            throw ProviderException.lasting(address.getHost() + " answers no file of rates: " + e.getMessage());
        }
    }

    /** @throws XMLStreamException if it is not a file of rates; the message has the reason */
    static DailyRates read(String text) throws XMLStreamException {
        if (text.length() > LENGTH_MAX) {
            throw new XMLStreamException("more than " + LENGTH_MAX + " characters");
        }
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
        try {
            return read(reader);
        } finally {
            reader.close();
        }
    }

    private static DailyRates read(XMLStreamReader reader) throws XMLStreamException {
        Map<String, BigDecimal> rates = new LinkedHashMap<>();
        rates.put(EURO, BigDecimal.ONE);
        Instant day = null;
        while (reader.hasNext()) {
            int next = reader.next();
            if (next == XMLStreamReader.DTD) {
                throw new XMLStreamException("it has a type declaration");
            }
            if (next == XMLStreamReader.START_ELEMENT && reader.getLocalName().equals("Cube")) {
                String time = reader.getAttributeValue(null, "time");
                if (time != null) {
                    if (day != null) {
                        break; // a file of several days has the newest first
                    }
                    day = day(time);
                }
                add(reader, rates);
            }
        }
        if (day == null || rates.size() == 1) {
            throw new XMLStreamException(day == null ? "it has no day" : "it has no rates");
        }
        return new DailyRates(day, rates);
    }

    private static Instant day(String time) throws XMLStreamException {
        try {
            return LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new XMLStreamException("its day is no date");
        }
    }

    private static void add(XMLStreamReader reader, Map<String, BigDecimal> rates) throws XMLStreamException {
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
}
