package com.flowex.access.http.response;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

    private static String written(String... cells) {
        return new String(Csv.line(List.of(cells)), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '~',
            value = {
                "-A1 '-A1",
                "=1+1 '=1+1",
                "+1 '+1",
                "@SUM(A1) '@SUM(A1)",
                "-1+1 '-1+1",
                "-0.5 -0.5",
                "-12 -12",
                "0.5 0.5",
                "A-1 A-1",
                "'=1 ''=1",
                "'x 'x",
                "=A,B \"'=A,B\"",
                "a\"b \"a\"\"b\""
            })
    void aTextThatASpreadsheetWouldEvaluateIsKeptATextAndNumbersStayNumbers(String cell, String expected) {
        assertEquals("x," + expected + "\r\n", written("x", cell));
    }
}
