package com.flowex.domain.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.flowex.domain.value.Decimals.Parsed;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    @ParameterizedTest
    @CsvSource({"1,2,100", "0.00012500,8,12500", "-0.5,1,-5", "65000.50,2,6500050", "1.2300,2,123", "007,0,7"})
    void aDecimalIsReadExactly(String text, int places, long units) {
        assertEquals(new Parsed.Units(units), Decimals.parse(text, new Scale(places)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.234",
                "1e2",
                "1e400",
                "NaN",
                "Infinity",
                "+1",
                ".5",
                "5.",
                "1,5",
                " 1",
                "0x1",
                "-",
                "1_0",
                "٣",
                "99999999999999999999",
                "1.00000000000000000000000000000000000000000"
            })
    void textBeyondTheScaleIsMalformedAndNeverRounded(String text) {
        assertInstanceOf(Parsed.Malformed.class, Decimals.parse(text, new Scale(2)));
    }

    @ParameterizedTest
    @CsvSource({"6500050,2,65000.5", "0,8,0", "-5,1,-0.5", "-123,2,-1.23", "100,2,1", "1,18,0.000000000000000001"})
    void unitsAreWrittenWithoutTrailingZeros(long units, int places, String text) {
        assertEquals(text, Decimals.format(units, new Scale(places)));
    }

    @Test
    void formattedUnitsAreParsedBack() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Scale scale = new Scale(random.nextInt(19));
            long units = random.nextLong() >> random.nextInt(64);
            String text = Decimals.format(units, scale);

            assertEquals(new Parsed.Units(units), Decimals.parse(text, scale), text);
            assertEquals(0, new BigDecimal(text).compareTo(BigDecimal.valueOf(units, scale.places())), text);
        }
    }
}
