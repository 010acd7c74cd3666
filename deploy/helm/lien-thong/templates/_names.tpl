{{- define "hub.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- /* Labels that never change, by which pods are selected. Takes a list: the root, the name of the part. */ -}}
{{- define "hub.selector" -}}
app.kubernetes.io/name: lien-thong
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- define "hub.labels" -}}
{{ include "hub.selector" . }}
app.kubernetes.io/version: {{ (index . 0).Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
{{- end -}}

{{- define "hub.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "hub.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end -}}

{{- /* The services of this chart's agencies, where a mesh encrypts to them, and whichever else is said to be encrypted. */ -}}
{{- define "hub.encryptedHosts" -}}
{{- $hosts := .Values.encryptedHosts -}}
{{- if .Values.agenciesEncryptedByMesh -}}
{{- $hosts = append $hosts (printf "%s-gateway" .Release.Name) -}}
{{- range $name, $agency := .Values.agencies -}}
{{- if $agency.enabled -}}{{- $hosts = append $hosts (printf "%s-%s" $.Release.Name $name) -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- $hosts | toJson -}}
{{- end -}}

{{- /* Takes a list: the root, the name of the part, how often it is read. */ -}}
{{- define "hub.serviceMonitor" }}
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: {{ (index . 0).Release.Name }}-{{ index . 1 }}
  labels: {{- include "hub.labels" . | nindent 4 }}
spec:
  selector:
    matchLabels: {{- include "hub.selector" . | nindent 6 }}
  endpoints:
    - { port: http, path: /metrics, interval: {{ index . 2 }} }
{{- end -}}

{{- /* What was given; otherwise by the workers, of which none is one process that answers by itself. */ -}}
{{- define "hub.gatewayResources" -}}
{{- $processes := max 1 (int .Values.gateway.workers) -}}
{{- if .Values.gateway.resources -}}
{{- toYaml .Values.gateway.resources -}}
{{- else -}}
requests: { cpu: {{ mul 500 $processes }}m, memory: {{ add 256 (mul 512 $processes) }}Mi }
limits: { memory: {{ add 256 (mul 1024 $processes) }}Mi }
{{- end -}}
{{- end -}}
