package com.flowex.trading.planted;

/** Takes seven values, and each call of it is read by counting them. */
public final class HasSevenParameters {

    private HasSevenParameters() {}

    private static int sum(int first, int second, int third, int fourth, int fifth, int sixth, int seventh) {
        return first + second + third + fourth + fifth + sixth + seventh;
    }

    public static int six(int each) {
        return sum(each, each, each, each, each, each, 0);
    }
}
