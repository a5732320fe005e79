package com.flowex.wallet.app.lots;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One lot of all units with a known cost, and one of those without. A disposal takes from both in proportion, because
 * no order says which units leave first.
 */
final class AverageLots implements TaxLotBook {

    private @Nullable TaxLot known;
    private @Nullable TaxLot unknown;

    @Override
    public void acquire(TaxLot lot) {
        if (lot.costUnits() == null) {
            unknown = unknown == null ? lot : unknown.with(lot);
        } else {
            known = known == null ? lot : known.with(lot);
        }
    }

    @Override
    public List<TaxLot> dispose(long units) {
        long ofKnown = units(known);
        long ofUnknown = units(unknown);
        long held = Math.addExact(ofKnown, ofUnknown);
        long recorded = Math.min(units, held);
        long fromKnown = held == 0 ? 0 : share(recorded, ofKnown, held);
        List<TaxLot> parts = new ArrayList<>();
        if (known != null && fromKnown > 0) {
            TaxLot part = known.part(fromKnown);
            known = rest(known, part);
            parts.add(part);
        }
        if (unknown != null && recorded > fromKnown) {
            TaxLot part = unknown.part(recorded - fromKnown);
            unknown = rest(unknown, part);
            parts.add(part);
        }
        if (units > recorded) {
            parts.add(new TaxLot(TaxLotOrigin.UNRECORDED, 0, units - recorded, null));
        }
        return parts;
    }

    private static long share(long units, long part, long whole) {
        return BigInteger.valueOf(units)
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }

    private static long units(@Nullable TaxLot lot) {
        return lot == null ? 0 : lot.units();
    }

    private static @Nullable TaxLot rest(TaxLot lot, TaxLot part) {
        return part.units() == lot.units() ? null : lot.without(part);
    }

    @Override
    public List<TaxLot> remaining() {
        return Stream.of(known, unknown)
                .<TaxLot>mapMulti((lot, into) -> {
                    if (lot != null) {
                        into.accept(lot);
                    }
                })
                .toList();
    }

    @Override
    public int size() {
        return 2;
    }
}
