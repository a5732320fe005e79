package com.flowex.app.wiring;

import com.flowex.audit.AuditEntry;
import com.flowex.audit.AuditLog;
import com.flowex.platform.messaging.OutboxRequest;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.operator.OperatorRequest;

/** Audit entries of operators' commands. */
final class OperatorAudit {

    private OperatorAudit() {}

    static void of(AuditLog audit, OutboxRequest request, String outcome) {
        String subject = request.kind() == OutboxRequest.Kind.REPLAY
                ? "topic " + request.topic() + " from " + request.subject()
                : "dead letter " + request.subject();
        audit.record(new AuditEntry(
                request.tenant(),
                request.by(),
                "./flowex events " + request.kind().word(),
                new AuditEntry.Change(subject, "", request.consumer()),
                outcome,
                "this machine",
                "events"));
    }

    static void of(AuditLog audit, OperatorRequest request, OperatorCommand.Reply reply) {
        audit.record(new AuditEntry(
                request.tenant(),
                request.by(),
                "./flowex " + request.command(),
                new AuditEntry.Change(String.join(" ", request.arguments()), "", ""),
                reply.isDone() ? "done" : reply.text(),
                "this machine",
                "operator"));
    }
}
