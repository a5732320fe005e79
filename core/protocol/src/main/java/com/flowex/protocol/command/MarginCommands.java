package com.flowex.protocol.command;

import com.flowex.domain.command.CloseLiquidation;
import com.flowex.domain.command.QuoteIndexPrice;
import com.flowex.domain.command.SetLeverage;
import com.flowex.domain.command.SetMarginLevels;
import com.flowex.domain.command.SetMarginRates;
import com.flowex.domain.command.SetMarginTerms;
import com.flowex.domain.value.AssetId;
import com.flowex.protocol.body.Ids;
import com.flowex.protocol.body.Margin;
import com.flowex.protocol.sbe.WireCloseLiquidationDecoder;
import com.flowex.protocol.sbe.WireCloseLiquidationEncoder;
import com.flowex.protocol.sbe.WireQuoteIndexPriceDecoder;
import com.flowex.protocol.sbe.WireQuoteIndexPriceEncoder;
import com.flowex.protocol.sbe.WireSetLeverageDecoder;
import com.flowex.protocol.sbe.WireSetLeverageEncoder;
import com.flowex.protocol.sbe.WireSetMarginLevelsDecoder;
import com.flowex.protocol.sbe.WireSetMarginLevelsEncoder;
import com.flowex.protocol.sbe.WireSetMarginRatesDecoder;
import com.flowex.protocol.sbe.WireSetMarginRatesEncoder;
import com.flowex.protocol.sbe.WireSetMarginTermsDecoder;
import com.flowex.protocol.sbe.WireSetMarginTermsEncoder;

/**
 * Encoding and decoding of commands about lending. Each write is beside its read; a write returns the end of the body.
 */
final class MarginCommands {

    private MarginCommands() {}

    static int write(SetMarginTerms command, WireSetMarginTermsEncoder out) {
        out.tenant(command.tenant()).asset(command.asset().value());
        return Margin.write(command.terms(), out.terms(), out.buffer(), out.limit());
    }

    static SetMarginTerms read(WireSetMarginTermsDecoder in, int end) {
        return new SetMarginTerms(in.tenant(), new AssetId(in.asset()), Margin.read(in.terms(), in.limit(), end));
    }

    static int write(SetMarginRates command, WireSetMarginRatesEncoder out) {
        out.tenant(command.tenant()).asset(command.asset().value()).volumeAsset(Margin.volumeAsset(command.rates()));
        return Margin.write(command.rates(), out.buffer(), out.limit());
    }

    static SetMarginRates read(WireSetMarginRatesDecoder in, int end) {
        return new SetMarginRates(
                in.tenant(), new AssetId(in.asset()), Margin.rates(in.volumeAsset(), in.buffer(), in.limit(), end));
    }

    static int write(QuoteIndexPrice command, WireQuoteIndexPriceEncoder out) {
        out.tenant(command.tenant()).asset(command.asset().value());
        Margin.write(command.quote(), out.quote());
        return out.limit();
    }

    static QuoteIndexPrice read(WireQuoteIndexPriceDecoder in) {
        return new QuoteIndexPrice(in.tenant(), new AssetId(in.asset()), Margin.read(in.quote()));
    }

    static int write(SetMarginLevels command, WireSetMarginLevelsEncoder out) {
        out.tenant(command.tenant());
        Margin.write(command.levels(), out.levels());
        return out.limit();
    }

    static SetMarginLevels read(WireSetMarginLevelsDecoder in) {
        return new SetMarginLevels(in.tenant(), Margin.read(in.levels()));
    }

    static int write(SetLeverage command, WireSetLeverageEncoder out) {
        Ids.write(command.account(), out.account());
        return out.leverage(command.leverage()).limit();
    }

    static SetLeverage read(WireSetLeverageDecoder in) {
        return new SetLeverage(Ids.read(in.account()), in.leverage());
    }

    static int write(CloseLiquidation command, WireCloseLiquidationEncoder out) {
        Ids.write(command.account(), out.account());
        return out.limit();
    }

    static CloseLiquidation read(WireCloseLiquidationDecoder in) {
        return new CloseLiquidation(Ids.read(in.account()));
    }
}
