package com.flowex.protocol.body;

import com.flowex.domain.market.CircuitBreaker;
import com.flowex.domain.market.RiskRules;
import com.flowex.domain.order.OrderKind;
import com.flowex.protocol.sbe.WireCircuitBreakerDecoder;
import com.flowex.protocol.sbe.WireCircuitBreakerEncoder;
import com.flowex.protocol.sbe.WireOrderKindsDecoder;
import com.flowex.protocol.sbe.WireOrderKindsEncoder;
import com.flowex.protocol.sbe.WireRiskRulesDecoder;
import com.flowex.protocol.sbe.WireRiskRulesEncoder;
import java.util.EnumSet;
import java.util.Set;

/** Encoding and decoding of a market's safety limits. */
final class Risk {

    private Risk() {}

    static void write(RiskRules risk, WireRiskRulesEncoder out) {
        CircuitBreaker breaker = risk.breaker();
        out.notionalMaxUnits(risk.notionalMaxUnits())
                .positionMaxUnits(risk.positionMaxUnits())
                .openOrdersMax(risk.openOrdersMax())
                .bandMillionths(risk.bandMillionths());
        WireCircuitBreakerEncoder wire = out.breaker();
        wire.moveMillionths(breaker.moveMillionths())
                .windowNanos(breaker.windowNanos())
                .haltNanos(breaker.haltNanos());
        write(risk.kinds(), out.kinds().clear());
    }

    static RiskRules read(WireRiskRulesDecoder in) {
        WireCircuitBreakerDecoder breaker = in.breaker();
        return new RiskRules(
                in.notionalMaxUnits(),
                in.positionMaxUnits(),
                in.openOrdersMax(),
                in.bandMillionths(),
                new CircuitBreaker(breaker.moveMillionths(), breaker.windowNanos(), breaker.haltNanos()),
                read(in.kinds()));
    }

    /** The bits have their numbers from the schema and do not depend on the order of a set. */
    private static void write(Set<OrderKind> kinds, WireOrderKindsEncoder out) {
        for (OrderKind kind : kinds) {
            switch (kind) {
                case LIMIT -> out.limit(true);
                case MARKET -> out.market(true);
                case STOP_LOSS -> out.stopLoss(true);
                case STOP_LOSS_LIMIT -> out.stopLossLimit(true);
                case TAKE_PROFIT -> out.takeProfit(true);
                case TAKE_PROFIT_LIMIT -> out.takeProfitLimit(true);
                case TRAILING_STOP -> out.trailingStop(true);
                case ICEBERG -> out.iceberg(true);
                case TWAP -> out.twap(true);
                case OCO -> out.oco(true);
            }
        }
    }

    private static Set<OrderKind> read(WireOrderKindsDecoder in) {
        Set<OrderKind> kinds = EnumSet.noneOf(OrderKind.class);
        for (OrderKind kind : OrderKind.values()) {
            if (has(kind, in)) {
                kinds.add(kind);
            }
        }
        if (Integer.bitCount(in.getRaw()) != kinds.size()) {
            throw new GarbledException("a kind of order without a name");
        }
        return kinds;
    }

    private static boolean has(OrderKind kind, WireOrderKindsDecoder in) {
        return switch (kind) {
            case LIMIT -> in.limit();
            case MARKET -> in.market();
            case STOP_LOSS -> in.stopLoss();
            case STOP_LOSS_LIMIT -> in.stopLossLimit();
            case TAKE_PROFIT -> in.takeProfit();
            case TAKE_PROFIT_LIMIT -> in.takeProfitLimit();
            case TRAILING_STOP -> in.trailingStop();
            case ICEBERG -> in.iceberg();
            case TWAP -> in.twap();
            case OCO -> in.oco();
        };
    }
}
