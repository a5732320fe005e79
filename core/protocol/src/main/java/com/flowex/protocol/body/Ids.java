package com.flowex.protocol.body;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OwnerId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.domain.value.TransferId;
import com.flowex.protocol.sbe.WireAccountIdDecoder;
import com.flowex.protocol.sbe.WireAccountIdEncoder;
import com.flowex.protocol.sbe.WireBoolean;
import com.flowex.protocol.sbe.WireClientOrderIdDecoder;
import com.flowex.protocol.sbe.WireClientOrderIdEncoder;
import com.flowex.protocol.sbe.WireOwnerIdDecoder;
import com.flowex.protocol.sbe.WireOwnerIdEncoder;
import com.flowex.protocol.sbe.WireTransferIdDecoder;
import com.flowex.protocol.sbe.WireTransferIdEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Encoding and decoding of ids and single values. As in the similar classes, reading throws
 * {@link IllegalArgumentException} on bytes that no value encodes to.
 */
public final class Ids {

    private Ids() {}

    public static WireBoolean wire(boolean value) {
        return value ? WireBoolean.YES : WireBoolean.NO;
    }

    public static boolean read(WireBoolean value) {
        return switch (value) {
            case YES -> true;
            case NO -> false;
            case NULL_VAL -> throw new GarbledException("a boolean is 0 or 1");
        };
    }

    public static void write(AccountId account, WireAccountIdEncoder out) {
        out.tenant(account.tenant()).number(account.number());
    }

    public static AccountId read(WireAccountIdDecoder in) {
        return new AccountId(in.tenant(), in.number());
    }

    public static void write(ClientOrderId id, WireClientOrderIdEncoder out) {
        out.w0(id.w0()).w1(id.w1()).w2(id.w2()).w3(id.w3());
    }

    public static ClientOrderId read(WireClientOrderIdDecoder in) {
        long w0 = in.w0();
        long w1 = in.w1();
        long w2 = in.w2();
        long w3 = in.w3();
        if (!ClientOrderId.isValid(w0, w1, w2, w3)) {
            throw new GarbledException("a client order id is " + ClientOrderId.RULE);
        }
        return new ClientOrderId(w0, w1, w2, w3);
    }

    public static void writeNone(WireClientOrderIdEncoder out) {
        out.w0(0).w1(0).w2(0).w3(0);
    }

    public static void requireNone(WireClientOrderIdDecoder in) {
        requireZero(in.w0() | in.w1() | in.w2() | in.w3());
    }

    public static void write(TransferId id, WireTransferIdEncoder out) {
        out.high(id.high()).low(id.low());
    }

    public static TransferId read(WireTransferIdDecoder in) {
        return new TransferId(in.high(), in.low());
    }

    public static void write(@Nullable OwnerId owner, WireOwnerIdEncoder out) {
        out.high(owner == null ? 0 : owner.high()).low(owner == null ? 0 : owner.low());
    }

    public static OwnerId read(WireOwnerIdDecoder in) {
        return new OwnerId(in.high(), in.low());
    }

    /** Reads an optional owner; zero means none, because it is never an owner's id. */
    public static @Nullable OwnerId ownerOrNull(WireOwnerIdDecoder in) {
        return (in.high() | in.low()) == 0 ? null : read(in);
    }

    /** Returns the units of an optional price; zero means none, because it is never a price. */
    public static long units(@Nullable Price price) {
        return price == null ? 0 : price.units();
    }

    public static @Nullable Price priceOrNull(long units) {
        return units == 0 ? null : new Price(units);
    }

    public static int value(@Nullable InstrumentId instrument) {
        return instrument == null ? 0 : instrument.value();
    }

    public static @Nullable InstrumentId instrumentOrNull(int value) {
        return value == 0 ? null : new InstrumentId(value);
    }

    public static Quantity quantity(long units) {
        return units == 0 ? Quantity.ZERO : new Quantity(units);
    }

    /** Returns the units of an optional quantity; zero means none, because no quantity is ever changed to zero. */
    public static long units(@Nullable Quantity quantity) {
        return quantity == null ? 0 : quantity.units();
    }

    public static @Nullable Quantity quantityOrNull(long units) {
        return units == 0 ? null : new Quantity(units);
    }

    /** Checks a field that has no meaning here; its only form is zero. */
    static void requireZero(long value) {
        if (value != 0) {
            throw new GarbledException(value + " where nothing may stand");
        }
    }
}
