package com.flowex.protocol;

import com.flowex.domain.AccountId;
import com.flowex.domain.Amount;
import com.flowex.domain.Asset;
import com.flowex.domain.AssetId;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.FeeRates;
import com.flowex.domain.Instrument;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.InstrumentRules;
import com.flowex.domain.OrderId;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.OrderTerms;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.Scale;
import com.flowex.domain.Transfer;
import com.flowex.domain.TransferId;
import com.flowex.domain.event.Fill;
import com.flowex.protocol.sbe.WireAccountIdDecoder;
import com.flowex.protocol.sbe.WireAmountDecoder;
import com.flowex.protocol.sbe.WireAssetDecoder;
import com.flowex.protocol.sbe.WireBoolean;
import com.flowex.protocol.sbe.WireClientOrderIdDecoder;
import com.flowex.protocol.sbe.WireFillDecoder;
import com.flowex.protocol.sbe.WireInstrumentDecoder;
import com.flowex.protocol.sbe.WireOrderRequestDecoder;
import com.flowex.protocol.sbe.WireTimeInForce;
import com.flowex.protocol.sbe.WireTransferDecoder;
import com.flowex.protocol.sbe.WireTransferIdDecoder;
import org.agrona.DirectBuffer;

/** The parts that several messages share, from bytes; throws {@link IllegalArgumentException} on what is none. */
final class ValueReader {

    private ValueReader() {}

    static boolean read(WireBoolean value) {
        return switch (value) {
            case YES -> true;
            case NO -> false;
            case NULL_VAL -> throw new IllegalArgumentException("a boolean is 0 or 1");
        };
    }

    static AccountId read(WireAccountIdDecoder in) {
        return new AccountId(in.tenant(), in.number());
    }

    static ClientOrderId read(WireClientOrderIdDecoder in) {
        long w0 = in.w0();
        long w1 = in.w1();
        long w2 = in.w2();
        long w3 = in.w3();
        if (!ClientOrderId.isValid(w0, w1, w2, w3)) {
            throw new IllegalArgumentException("a client order id is " + ClientOrderId.RULE);
        }
        return new ClientOrderId(w0, w1, w2, w3);
    }

    static TransferId read(WireTransferIdDecoder in) {
        return new TransferId(in.high(), in.low());
    }

    static Amount read(WireAmountDecoder in) {
        return new Amount(new AssetId(in.asset()), in.units());
    }

    static Transfer read(WireTransferDecoder in) {
        return new Transfer(
                read(in.id()),
                read(in.from()),
                read(in.to()),
                read(in.amount()),
                EnumPair.TRANSFER_KIND.toDomain(in.kind()));
    }

    static Asset read(WireAssetDecoder in) {
        String code = in.code();
        requireZeros(
                in.buffer(),
                in.offset() + WireAssetDecoder.codeEncodingOffset(),
                code.length(),
                WireAssetDecoder.codeEncodingLength());
        return new Asset(in.tenant(), new AssetId(in.id()), code, new Scale(in.scale()), in.supplyWhole());
    }

    static Instrument read(WireInstrumentDecoder in) {
        String symbol = in.symbol();
        requireZeros(
                in.buffer(),
                in.offset() + WireInstrumentDecoder.symbolEncodingOffset(),
                symbol.length(),
                WireInstrumentDecoder.symbolEncodingLength());
        return new Instrument(
                in.tenant(),
                new InstrumentId(in.id()),
                symbol,
                new AssetId(in.base()),
                new AssetId(in.quote()),
                rules(in),
                new FeeRates(in.makerMillionths(), in.takerMillionths()));
    }

    private static InstrumentRules rules(WireInstrumentDecoder in) {
        return new InstrumentRules(
                new Scale(in.priceScale()),
                in.tickUnits(),
                in.priceMaxUnits(),
                in.lotUnits(),
                in.quantityMinUnits(),
                in.quantityMaxUnits(),
                in.notionalMinUnits());
    }

    static OrderRequest read(WireOrderRequestDecoder in) {
        return new OrderRequest(
                read(in.account()),
                read(in.clientOrderId()),
                new InstrumentId(in.instrument()),
                EnumPair.SIDE.toDomain(in.side()),
                new Quantity(in.quantity()),
                terms(in));
    }

    private static OrderTerms terms(WireOrderRequestDecoder in) {
        return switch (in.type()) {
            case LIMIT ->
                new OrderTerms.Limit(
                        new Price(in.price()), EnumPair.TIME_IN_FORCE.toDomain(in.timeInForce()), read(in.postOnly()));
            case MARKET -> market(in);
            case NULL_VAL -> throw new IllegalArgumentException("an order type must be set");
        };
    }

    private static OrderTerms market(WireOrderRequestDecoder in) {
        if (in.price() != 0 || in.timeInForce() != WireTimeInForce.NULL_VAL || read(in.postOnly())) {
            throw new IllegalArgumentException("a market order has no price, no time in force and is not post-only");
        }
        return OrderTerms.Market.MARKET;
    }

    static Fill read(WireFillDecoder in) {
        return new Fill(new OrderId(in.order()), read(in.account()), read(in.fee()), new Quantity(in.remaining()));
    }

    /** Text has one form on the wire: what it does not fill is zero. */
    private static void requireZeros(DirectBuffer buffer, int offset, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer.getByte(offset + i) != 0) {
                throw new IllegalArgumentException("text is followed by zeros");
            }
        }
    }
}
