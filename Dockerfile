# The image arkcyber/flowex: one jar that is any part of an exchange, as FLOWEX_SERVICES says (docs/operations/docker.md).
#
#   docker build -t arkcyber/flowex:0.1.0 .
#
# Base images are arguments, so that a registry of one's own, or none, will do: scripts/build-image.sh builds this very file
# with buildah on roots that it makes of Debian's packages.
ARG BUILD_IMAGE=docker.io/library/maven:3.9-eclipse-temurin-25
ARG PAGE_IMAGE=docker.io/library/node:22-trixie-slim
ARG BASE_IMAGE=docker.io/library/debian:trixie-slim
ARG GRAFANA_IMAGE=docker.io/grafana/grafana:12.1.0

# --- The page --------------------------------------------------------------------------------------------------------
FROM ${PAGE_IMAGE} AS page
WORKDIR /src
COPY web/package.json web/package-lock.json web/
RUN npm --prefix web ci --ignore-scripts
COPY docs/api docs/api
# The contract lists the codes of these two (x-enum-of).
COPY core/domain/src/main/java/com/flowex/domain/RejectReason.java core/domain/src/main/java/com/flowex/domain/
COPY platform/src/main/java/com/flowex/platform/errors/RefusalCode.java platform/src/main/java/com/flowex/platform/errors/
COPY web web
RUN npm --prefix web run build

# --- The jar, and a Java that has what it needs -----------------------------------------------------------------------
FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
COPY --from=page /src/web/dist web/dist
COPY --from=page /src/docs/api docs/api
# The order of modules is Maven's; tests have run before an image is made (./flowex verify).
RUN mvn -B -q -ntp -pl app -am -DskipTests -Dspotless.check.skip -Djacoco.skip package \
    && mkdir -p /out/flowex/lib /out/flowex/build \
    && cp app/target/launcher.jar /out/flowex/ \
    && cp app/target/lib/*.jar /out/flowex/lib/ \
    && cp build/jvm.options build/launcher.options /out/flowex/build/ \
    && install -m 0755 deploy/container/flowex.sh /out/flowex/flowex
# Without what only a desktop or a compiler needs: a quarter of a whole Java. ImageTest shows missing files.
RUN "$JAVA_HOME/bin/jlink" --output /out/java --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 --add-modules \
    java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl,java.sql,java.transaction.xa,java.xml,jdk.crypto.cryptoki,jdk.httpserver,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs

# --- Grafana with the dashboards, which the code makes; the compose files build it (target: grafana) ---------------------
FROM ${GRAFANA_IMAGE} AS grafana
COPY --from=build /src/monitoring/grafana/dashboards /etc/grafana/dashboards

# --- The runtime image --------------------------------------------------------------------------------------------------------
FROM ${BASE_IMAGE}
LABEL org.opencontainers.image.title="FlowEx" \
      org.opencontainers.image.description="A multi-tenant exchange: commands in, events out." \
      org.opencontainers.image.vendor="arkcyber" \
      org.opencontainers.image.licenses="MIT"
# A number, so that an orchestrator can see that it is not root. Only this user can write to the data, and it can write
# to nothing else.
RUN mkdir -p /var/lib/flowex /var/lib/flowex-archive /var/lib/flowex-backups /var/log/flowex \
    && chown 10001:10001 /var/lib/flowex* /var/log/flowex && chmod 0700 /var/lib/flowex* /var/log/flowex \
    && printf 'flowex:x:10001:10001:FlowEx:/var/lib/flowex:/usr/sbin/nologin\n' >>/etc/passwd \
    && printf 'flowex:x:10001:\n' >>/etc/group
COPY --from=build /out/java /opt/java
COPY --from=build /out/flowex /opt/flowex
# In a container all of its addresses are the container's own; which of them the world sees is said by who starts it.
ENV JAVA_HOME=/opt/java \
    LANG=C.UTF-8 \
    FLOWEX_HOST=0.0.0.0 \
    FLOWEX_DATA_DIR=/var/lib/flowex
WORKDIR /var/lib/flowex
USER 10001:10001
VOLUME ["/var/lib/flowex"]
EXPOSE 8000 8001 8002 8003 8004 8005 8006 8007 8008 8009 8011 8012 8019
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 CMD ["/opt/flowex/flowex", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/flowex/flowex"]
CMD ["run"]
