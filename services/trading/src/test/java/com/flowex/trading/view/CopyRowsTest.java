package com.flowex.trading.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.platform.config.DatabaseChoice;
import com.flowex.platform.testing.TestPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CopyRowsTest {

    /** Around every boundary of its digits and of a long, and any number of digits between. */
    private static List<BigInteger> numbers() {
        List<BigInteger> numbers = new ArrayList<>();
        Random random = new Random(8);
        for (int bits = 0; bits < 400; bits++) {
            numbers.add(BigInteger.ONE.shiftLeft(bits));
            numbers.add(new BigInteger(bits, random));
        }
        for (int digits = 0; digits < 60; digits++) {
            numbers.add(BigInteger.TEN.pow(digits));
        }
        List<BigInteger> all = new ArrayList<>();
        for (BigInteger number : numbers) {
            all.add(number);
            all.add(number.subtract(BigInteger.ONE));
            all.add(number.negate());
        }
        return all;
    }

    @Test
    void anyWholeNumberArrivesAsItIs() throws SQLException, IOException {
        CopyRows rows = new CopyRows();
        List<BigInteger> numbers = numbers();
        for (int i = 0; i < numbers.size(); i++) {
            rows.row(2);
            rows.int4(i);
            rows.numeric(numbers.get(i));
        }
        DatabaseChoice.Server server = TestPostgres.freshDatabase();
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE numbers (place integer, number numeric)");
            rows.copyInto(connection, "COPY numbers FROM STDIN (FORMAT binary)");
            List<BigInteger> arrived = new ArrayList<>();
            try (ResultSet row = statement.executeQuery("SELECT number FROM numbers ORDER BY place")) {
                while (row.next()) {
                    BigDecimal number = row.getBigDecimal(1);
                    arrived.add(number.toBigIntegerExact());
                }
            }
            assertEquals(numbers, arrived);
        }
    }
}
