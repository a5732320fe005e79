package com.flowex.backtest.run;

import com.flowex.backtest.result.RoundTrip;
import com.flowex.backtest.result.RunFill;
import com.flowex.backtest.venue.VenueMarket;
import com.flowex.domain.market.Notional;
import com.flowex.domain.order.Side;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Fills of one market as round trips, first in first out; money is split so that its parts sum to the whole. */
final class RoundTrips {

    private final VenueMarket market;
    private final List<RoundTrip> closed;
    private final Deque<Lot> lots = new ArrayDeque<>();

    /** Open part of a fill. */
    private static final class Lot {
        final RunFill fill;
        long units;
        long moneyUnits;
        long feeUnits;

        Lot(RunFill fill, long units, long moneyUnits, long feeUnits) {
            this.fill = fill;
            this.units = units;
            this.moneyUnits = moneyUnits;
            this.feeUnits = feeUnits;
        }

        /** Takes a part out, with its share of money and fee; the last part gets the rest. */
        Lot take(long part) {
            Lot lot = new Lot(fill, part, share(moneyUnits, part), share(feeUnits, part));
            units -= part;
            moneyUnits -= lot.moneyUnits;
            feeUnits -= lot.feeUnits;
            return lot;
        }

        private long share(long whole, long part) {
            return part == units
                    ? whole
                    : BigInteger.valueOf(whole)
                            .multiply(BigInteger.valueOf(part))
                            .divide(BigInteger.valueOf(units))
                            .longValueExact();
        }
    }

    RoundTrips(VenueMarket market, List<RoundTrip> closed) {
        this.market = market;
        this.closed = closed;
    }

    void on(RunFill fill) {
        boolean isBuy = fill.side() == Side.BUY;
        long units = isBuy ? fill.quantityUnits() - fill.feeUnits() : fill.quantityUnits();
        long money = isBuy ? fill.quoteUnits() : fill.quoteUnits() - fill.feeUnits();
        long fee = isBuy ? feeInQuote(fill) : fill.feeUnits();
        Lot incoming = new Lot(fill, units, money, fee);
        while (incoming.units > 0 && !lots.isEmpty() && lots.getFirst().fill.side() != fill.side()) {
            Lot entry = lots.getFirst();
            long part = Math.min(entry.units, incoming.units);
            closed.add(roundTrip(entry.take(part), incoming.take(part)));
            if (entry.units == 0) {
                lots.removeFirst();
            }
        }
        if (incoming.units > 0) {
            lots.addLast(incoming);
        }
    }

    private long feeInQuote(RunFill fill) {
        long value = Notional.roundedDown(fill.priceUnits(), Math.abs(fill.feeUnits()), market.conversion);
        return fill.feeUnits() < 0 ? -value : value;
    }

    private RoundTrip roundTrip(Lot entry, Lot exit) {
        boolean isLong = entry.fill.side() == Side.BUY;
        return new RoundTrip(
                market.symbol(),
                entry.fill.side(),
                entry.units,
                entry.fill.timeNanos(),
                exit.fill.timeNanos(),
                entry.fill.priceUnits(),
                exit.fill.priceUnits(),
                entry.moneyUnits,
                exit.moneyUnits,
                isLong ? exit.moneyUnits - entry.moneyUnits : entry.moneyUnits - exit.moneyUnits,
                entry.feeUnits + exit.feeUnits);
    }
}
