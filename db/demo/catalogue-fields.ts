/** The typed fields of those demo items that need more than a place and a word. */
import type { CatalogueField } from '@/lib/catalogue/schema'

export const complaintFields: CatalogueField[] = [
  {
    code: 'severity',
    names: { en: 'Severity', de: 'Schwere', es: 'Gravedad', pt: 'Gravidade', pl: 'Waga' },
    type: 'choice',
    required: true,
    choices: [
      { code: 'minor', names: { en: 'Minor', de: 'Gering', es: 'Leve', pt: 'Ligeira', pl: 'Drobna' } },
      { code: 'moderate', names: { en: 'Moderate', de: 'Mittel', es: 'Media', pt: 'Média', pl: 'Średnia' } },
      { code: 'serious', names: { en: 'Serious', de: 'Schwer', es: 'Grave', pt: 'Grave', pl: 'Poważna' } },
    ],
  },
  {
    code: 'cause',
    names: { en: 'Cause', de: 'Ursache', es: 'Causa', pt: 'Causa', pl: 'Przyczyna' },
    type: 'choice',
    required: true,
    choices: [
      { code: 'noise', names: { en: 'Noise', de: 'Lärm', es: 'Ruido', pt: 'Barulho', pl: 'Hałas' } },
      {
        code: 'cleanliness',
        names: { en: 'Cleanliness', de: 'Sauberkeit', es: 'Limpieza', pt: 'Limpeza', pl: 'Czystość' },
      },
      {
        code: 'technical',
        names: { en: 'Something broken', de: 'Technik', es: 'Avería', pt: 'Avaria', pl: 'Usterka' },
      },
      { code: 'service', names: { en: 'Service', de: 'Service', es: 'Servicio', pt: 'Serviço', pl: 'Obsługa' } },
      { code: 'billing', names: { en: 'Bill', de: 'Rechnung', es: 'Factura', pt: 'Fatura', pl: 'Rachunek' } },
      { code: 'other', names: { en: 'Other', de: 'Sonstiges', es: 'Otro', pt: 'Outro', pl: 'Inna' } },
    ],
  },
  {
    code: 'remedy',
    names: {
      en: 'What we offered',
      de: 'Was wir angeboten haben',
      es: 'Qué ofrecimos',
      pt: 'O que oferecemos',
      pl: 'Co zaproponowaliśmy',
    },
    type: 'text',
    required: false,
  },
  {
    code: 'cost',
    names: { en: 'Cost', de: 'Kosten', es: 'Coste', pt: 'Custo', pl: 'Koszt' },
    type: 'money',
    required: false,
  },
]

export const lostFields: CatalogueField[] = [
  {
    code: 'where',
    names: {
      en: 'Where it was found or left',
      de: 'Wo gefunden oder vergessen',
      es: 'Dónde se encontró o dejó',
      pt: 'Onde foi encontrado ou deixado',
      pl: 'Gdzie znaleziono lub zostawiono',
    },
    type: 'text',
    required: true,
  },
  {
    code: 'stored_at',
    names: { en: 'Kept at', de: 'Aufbewahrt in', es: 'Guardado en', pt: 'Guardado em', pl: 'Przechowywane w' },
    type: 'text',
    required: false,
  },
  {
    code: 'handed_to',
    names: { en: 'Handed to', de: 'Übergeben an', es: 'Entregado a', pt: 'Entregue a', pl: 'Przekazano' },
    type: 'text',
    required: false,
  },
]

export const meetingFields: CatalogueField[] = [
  {
    code: 'seats',
    names: { en: 'Seats', de: 'Plätze', es: 'Plazas', pt: 'Lugares', pl: 'Miejsca' },
    type: 'number',
    required: true,
  },
  {
    code: 'layout',
    names: { en: 'Layout', de: 'Bestuhlung', es: 'Disposición', pt: 'Disposição', pl: 'Ustawienie' },
    type: 'choice',
    required: false,
    choices: [
      { code: 'theatre', names: { en: 'Theatre', de: 'Theater', es: 'Teatro', pt: 'Teatro', pl: 'Teatralne' } },
      {
        code: 'classroom',
        names: { en: 'Classroom', de: 'Parlament', es: 'Aula', pt: 'Escola', pl: 'Szkolne' },
      },
      { code: 'u_shape', names: { en: 'U shape', de: 'U-Form', es: 'En U', pt: 'Em U', pl: 'Podkowa' } },
      {
        code: 'board',
        names: { en: 'Board table', de: 'Block', es: 'Mesa única', pt: 'Mesa única', pl: 'Wspólny stół' },
      },
    ],
  },
]
