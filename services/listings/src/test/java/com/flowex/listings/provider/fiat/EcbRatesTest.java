package com.flowex.listings.provider.fiat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

/** A file of daily rates is read as it is published, and refused where it is anything else. */
class EcbRatesTest {

    private static final String FILE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
                xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
              <gesmes:subject>Reference rates</gesmes:subject>
              <gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
              <Cube><Cube time='2026-11-26'>
                <Cube currency='USD' rate='1.0872'/><Cube currency='JPY' rate='163.05'/>
              </Cube></Cube>
            </gesmes:Envelope>
            """;

    @Test
    void aFileGivesTheRatesOfItsDay() throws XMLStreamException {
        DailyRates rates = EcbRates.read(FILE);
        assertEquals(Instant.parse("2026-11-26T00:00:00Z"), rates.asOf());
        assertEquals(
                Map.of("EUR", BigDecimal.ONE, "USD", new BigDecimal("1.0872"), "JPY", new BigDecimal("163.05")),
                rates.amounts());
    }

    @Test
    void aFileThatIsAnythingElseIsRefused() {
        assertEquals("it has a type declaration", why(FILE.replace("<gesmes:Envelope", """
                <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>
                <gesmes:Envelope""")));
        assertEquals("it has no day", why(FILE.replace("time=", "day=")));
        assertEquals("its day is no date", why(FILE.replace("2026-11-26", "today")));
        assertEquals("it has no rates", why(FILE.replace("rate=", "price=")));
        for (String rate : new String[] {"-1", "1e9", "0x1", "NaN", "1234567890123"}) {
            assertEquals("a rate that is none", why(FILE.replace("1.0872", rate)), rate);
        }
        assertTrue(why(FILE.replace("1.0872", "0.0")).startsWith("a rate of zero"));
        assertTrue(why(FILE.replace("JPY", "USD")).contains("a currency twice"));
        assertEquals("a rate that is none", why(FILE.replace("JPY", "yen")));
        assertTrue(why("<html>busy</html>").contains("no day"));
        assertTrue(why("x".repeat(300_000)).startsWith("more than"));
        assertThrows(XMLStreamException.class, () -> EcbRates.read("{}"));
    }

    @Test
    void aFileOfPastDaysGivesEachDay() throws XMLStreamException {
        String past = FILE.replace("</Cube></Cube>", """
                </Cube>
                <Cube time="2026-11-25"><Cube currency="USD" rate="1.09"/></Cube>
                <Cube time="2026-11-24"><Cube currency="USD" rate="1.08"/></Cube></Cube>""");
        List<String> days = new ArrayList<>();
        EcbRates.each(past, day -> days.add(day.asOf() + " " + day.amounts().get("USD")));
        assertEquals(
                List.of("2026-11-26T00:00:00Z 1.0872", "2026-11-25T00:00:00Z 1.09", "2026-11-24T00:00:00Z 1.08"), days);
        assertEquals(new BigDecimal("1.0872"), EcbRates.read(past).amounts().get("USD"));

        days.clear();
        String broken = past.replace("1.08\"", "NaN\"");
        assertThrows(XMLStreamException.class, () -> EcbRates.each(broken, day -> days.add("")));
        assertEquals(2, days.size(), "the days before the broken one");
    }

    private static String why(String file) {
        return String.valueOf(assertThrows(XMLStreamException.class, () -> EcbRates.read(file))
                .getMessage());
    }
}
