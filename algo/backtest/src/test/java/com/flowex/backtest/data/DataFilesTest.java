package com.flowex.backtest.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.backtest.SharedData;
import com.flowex.domain.order.Side;
import com.flowex.strategy.data.BarInterval;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFilesTest {

    private static final String HEADING = "time,open,high,low,close,volume\n";

    private static MarketDataSource parse(String text) {
        return DataFiles.parse("file", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyFormOfTheSameCandlesGivesTheSameCandles() {
        String rows = "1700000000,10,12,9,11,5\n1700000060,11,11,11,11,0\n1700000180,11,13,11,12.25,1.5\n";
        String[] forms = {
            HEADING + rows,
            rows,
            "close,volume,time,high,low,open\n11,5,2023-11-14T22:13:20Z,12,9,10\n"
                    + "11,0,2023-11-14T23:14:20+01:00,11,11,11\n12.25,1.5,2023-11-14T22:16:20Z,13,11,11\n",
            "1700000000000,10,12,9,11,5,1700000059999,0,3,1,1,0\n1700000060000,11,11,11,11,0,0,0,0,0,0,0\n"
                    + "1700000180000,11,13,11,12.25,1.5,0,0,0,0,0,0\n",
            "[[1700000000000000,\"10\",\"12\",\"9\",\"11\",\"5\"],[1700000060000000,11,11,11,11,0],"
                    + "[1700000180000000,11,13,11,12.25,1.5]]",
            "{\"candles\":[{\"start\":\"1700000000\",\"open\":\"10\",\"high\":\"12\",\"low\":\"9\",\"close\":\"11\","
                    + "\"volume\":\"5\"},{\"start\":\"1700000060\",\"open\":11,\"high\":11,\"low\":11,\"close\":11,"
                    + "\"volume\":0},{\"start\":\"1700000180\",\"open\":\"11\",\"high\":\"13\",\"low\":\"11\","
                    + "\"close\":\"12.25\",\"volume\":\"1.5\"}]}"
        };
        for (String form : forms) {
            CandleSeries series = assertInstanceOf(CandleSeries.class, parse(form), form);
            assertEquals(new BarInterval(60_000_000_000L), series.interval(), form);
            assertEquals(3, series.size(), form);
            assertEquals(1, series.manifest().gapCount(), form);
            assertEquals(
                    1_700_000_120_000_000_000L,
                    series.manifest().gaps().getFirst().fromNanos(),
                    form);
            assertEquals(new MarketDataSource.Precision(2, 1, 13), series.precision(), form);
            CandleSource.CandleCursor last = series.open();
            assertTrue(last.advance()
                    && last.advance()
                    && last.advance()
                    && !series.until(0).open().advance());
            assertEquals(12.25, last.close());
            assertEquals(1_700_000_180_000_000_000L, last.openNanos());
        }
    }

    @Test
    void badRowsAreLeftOutByLineAndReason() {
        CandleSeries series = (CandleSeries) parse(HEADING
                + "1700000000,10,12,9,11,5\n"
                + "1700000060,NaN,12,9,11,5\n"
                + "1700000120,10,12,9,-1,5\n"
                + "1700000180,10,9,12,11,5\n"
                + "1700000240,10,12,9,11,5\n"
                + "1700000240,10,12,9,11,5\n"
                + "1700000300,0,12,9,11,5\n"
                + "1700000360,10,12,9,Infinity,5\n"
                + "1700000420,10,12,9,11,5\n"
                + "1700000480,10,12,9,11,5\n"
                + "17000005");

        assertEquals(4, series.size());
        assertEquals(
                "[LeftOut[line=3, fault=NO_NUMBER, reason=has open \"NaN\", which is no finite number], "
                        + "LeftOut[line=4, fault=TOO_SMALL, reason=has close -1, not above 0], "
                        + "LeftOut[line=5, fault=CONTRADICTION, reason=has open, high, low and close that contradict each other], "
                        + "LeftOut[line=7, fault=REPEATED_TIME, reason=repeats the time of line 6], "
                        + "LeftOut[line=8, fault=TOO_SMALL, reason=has open 0, not above 0], "
                        + "LeftOut[line=9, fault=NO_NUMBER, reason=has close \"Infinity\", which is no finite number], "
                        + "LeftOut[line=12, fault=CUT_SHORT, reason=is cut short: it has 1 fields instead of 6]]",
                series.manifest().leftOut().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1700000000,1,1,1,1,1;1699999940,1,1,1,1,1|line 3 is earlier than line 2",
                "1700000000,1,1,1,1,1;1700000060000,1,1,1,1,1|line 3 has a time in milliseconds",
                "1700000000,1,1,1,1,1;2023-11-14T22:14:20,1,1,1,1,1|line 3 has the time",
                "1700000000,1,1,1,1,1;5,1,1,1,1,1|neither s, ms, us or ns",
                "1700000000,1,1,1,1,1;1700000060,1,1,1,1;1700000120,1,1,1,1,1|line 3 has 5 fields instead of 6",
                "1700000000,1,1,1,1,1|has 1 usable candles",
                "1700000000,1,1,1,1,1;1700000060,1,1,1,1,1;1700000130,1,1,1,1,1|line 4 begins off the grid of 1m",
            })
    void aFileThatCannotBeTrustedIsRefusedByLine(String rows, String complaint) {
        DataException refused =
                assertThrows(DataException.class, () -> parse(HEADING + rows.replace(';', '\n') + "\n"));

        assertTrue(refused.getMessage().contains(complaint), refused.getMessage());
    }

    @Test
    void otherFilesAreRefused() {
        for (String text :
                new String[] {"", "  ", "a,b\n1,2\n", "{\"rows\":[]}", "[[1700000000,1,1,1,1,1],[17", "1,2\n"}) {
            assertThrows(DataException.class, () -> parse(text), text);
        }
    }

    @Test
    void tradesAreReadInBothForms() {
        String[] forms = {
            "time,price,quantity,side\n1700000000123,10.5,2,sell\n1700000000123,10.4,1,buy\n",
            "7,10.5,2,21,1700000000123,true,true\n8,10.4,1,10.4,1700000000123,false,true\n"
        };
        for (String form : forms) {
            TradeSource.TradeCursor trades =
                    assertInstanceOf(TradeSeries.class, parse(form), form).open();
            assertTrue(trades.advance());
            assertEquals(1_700_000_000_123_000_000L, trades.timeNanos());
            assertEquals(Side.SELL, trades.takerSide());
            assertTrue(trades.advance());
            assertEquals(Side.BUY, trades.takerSide());
            assertEquals(10.4, trades.price());
        }
    }

    @Test
    void aFileMayBeCompressed(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(
                    (HEADING + "1700000000,10,12,9,11,5\n1700000060,11,11,11,11,0\n").getBytes(StandardCharsets.UTF_8));
        }
        Path file = folder.resolve("candles.csv.gz");
        Files.write(file, out.toByteArray());
        assertEquals(2, ((CandleSeries) DataFiles.read(file)).size());

        Files.write(file, Arrays.copyOf(out.toByteArray(), out.size() - 9));
        DataException cut = assertThrows(DataException.class, () -> DataFiles.read(file));
        assertTrue(cut.getMessage().startsWith("candles.csv.gz is no whole gzip file"), cut.getMessage());
    }

    @Test
    void recordedCandlesAreReadWhole() throws IOException {
        Path file = SharedData.file("candles/Coinbase-ETH-USD-PT4H-20160518_20251028.json.gz");

        CandleSeries series = (CandleSeries) DataFiles.read(file);

        assertEquals(20_675, series.size());
        assertEquals("4h", series.interval().toString());
        assertEquals(0, series.manifest().leftOutCount());
        assertEquals(9, series.manifest().gapCount());
    }
}
