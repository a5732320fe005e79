package com.flowex.binance.call;

import com.flowex.access.auth.Caller;
import com.flowex.domain.value.AccountId;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call whose caller acts for another account of theirs.
 *
 * @param call call as it came
 * @param acting account that it is for
 */
record ActingCall(OperationCall call, AccountId acting) implements OperationCall {

    @Override
    public int tenant() {
        return call.tenant();
    }

    @Override
    public Params params() {
        return call.params();
    }

    @Override
    public InetAddress from() {
        return call.from();
    }

    @Override
    public Caller caller() {
        return call.caller().actingFor(acting);
    }

    @Override
    public long minSequence() {
        return call.minSequence();
    }

    @Override
    public void drawMore(int requests) {
        call.drawMore(requests);
    }

    @Override
    public void belongsTo(int tenant) {
        call.belongsTo(tenant);
    }

    @Override
    public Optional<String> header(String name) {
        return call.header(name);
    }

    @Override
    public void report(String name, String value) {
        call.report(name, value);
    }

    @Override
    public void audit(String subject, @Nullable Object before, @Nullable Object after) {
        call.audit(subject, before, after);
    }

    @Override
    public void auditBefore(String subject, @Nullable Object before, Object requested) {
        call.auditBefore(subject, before, requested);
    }
}
