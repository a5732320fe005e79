{{- define "flowex.image" -}}
{{- $tag := .Values.image.tag | default .Chart.AppVersion -}}
{{- if eq $tag "latest" }}{{ fail "image.tag must name a version: latest is another one tomorrow" }}{{ end -}}
{{ .Values.image.repository }}:{{ $tag }}
{{- end }}

{{- define "flowex.labels" -}}
app.kubernetes.io/name: flowex
app.kubernetes.io/part-of: flowex
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}

{{/* FLOWEX_CLUSTER_MEMBERS: whole names, which a pod knows of itself before anybody else does. */}}
{{- define "flowex.members" -}}
{{- if not (has (int .Values.engine.replicas) (list 3 5)) }}{{ fail "engine.replicas must be 3 or 5" }}{{ end -}}
{{- range $i := until (int .Values.engine.replicas) }}{{ if $i }},{{ end }}{{ $i }}=flowex-engine-{{ $i }}.flowex-engine.{{ $.Release.Namespace }}.svc.{{ $.Values.clusterDomain }}:9100{{ end -}}
{{- end }}

{{/* Of a pod: nothing of the cluster's, nothing of root's. Links of services are off: their names would begin as those of settings, which nobody knows. */}}
{{- define "flowex.pod" -}}
serviceAccountName: flowex
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.image.pullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
# A clean stop takes up to two minutes.
terminationGracePeriodSeconds: 150
{{- end }}

{{- define "flowex.container" -}}
image: {{ include "flowex.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  privileged: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
{{- end }}

{{/*
dict "port" NAME "ready" PATH: /live says that it runs, PATH that it may get calls. A pod of services asks for the group that protects: with
the database away no pod would be left that takes a halt or a cancellation.
*/}}
{{- define "flowex.probes" -}}
startupProbe:
  httpGet: {path: /live, port: {{ .port }}}
  periodSeconds: 2
  failureThreshold: 90
livenessProbe:
  httpGet: {path: /live, port: {{ .port }}}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: {{ .ready | quote }}, port: {{ .port }}}
  periodSeconds: 3
  timeoutSeconds: 3
  failureThreshold: 2
{{- end }}

{{- define "flowex.secretFiles" -}}
{{- range .Values.secrets.names }}
- {name: FLOWEX_{{ . | upper }}_FILE, value: /etc/flowex/secrets/{{ . }}}
{{- end }}
{{- end }}
