/** The typed fields of those demo items that need more than a place and a word. */
import type { CatalogueField } from '@/lib/catalogue/schema'

export const complaintFields: CatalogueField[] = [
  {
    code: 'severity',
    names: { en: 'Severity', de: 'Schwere', es: 'Gravedad', fr: 'Gravité', pt: 'Gravidade', pl: 'Waga' },
    type: 'choice',
    required: true,
    choices: [
      { code: 'minor', names: { en: 'Minor', de: 'Gering', es: 'Leve', fr: 'Légère', pt: 'Ligeira', pl: 'Drobna' } },
      {
        code: 'moderate',
        names: { en: 'Moderate', de: 'Mittel', es: 'Media', fr: 'Moyenne', pt: 'Média', pl: 'Średnia' },
      },
      { code: 'serious', names: { en: 'Serious', de: 'Schwer', es: 'Grave', fr: 'Grave', pt: 'Grave', pl: 'Poważna' } },
    ],
  },
  {
    code: 'cause',
    names: { en: 'Cause', de: 'Ursache', es: 'Causa', fr: 'Cause', pt: 'Causa', pl: 'Przyczyna' },
    type: 'choice',
    required: true,
    choices: [
      { code: 'noise', names: { en: 'Noise', de: 'Lärm', es: 'Ruido', fr: 'Bruit', pt: 'Barulho', pl: 'Hałas' } },
      {
        code: 'cleanliness',
        names: { en: 'Cleanliness', de: 'Sauberkeit', es: 'Limpieza', fr: 'Propreté', pt: 'Limpeza', pl: 'Czystość' },
      },
      {
        code: 'technical',
        names: { en: 'Something broken', de: 'Technik', es: 'Avería', fr: 'Panne', pt: 'Avaria', pl: 'Usterka' },
      },
      {
        code: 'service',
        names: { en: 'Service', de: 'Service', es: 'Servicio', fr: 'Service', pt: 'Serviço', pl: 'Obsługa' },
      },
      {
        code: 'billing',
        names: { en: 'Bill', de: 'Rechnung', es: 'Factura', fr: 'Facture', pt: 'Fatura', pl: 'Rachunek' },
      },
      { code: 'other', names: { en: 'Other', de: 'Sonstiges', es: 'Otro', fr: 'Autre', pt: 'Outro', pl: 'Inna' } },
    ],
  },
  {
    code: 'remedy',
    names: {
      en: 'What we offered',
      de: 'Was wir angeboten haben',
      es: 'Qué ofrecimos',
      fr: 'Ce que nous avons proposé',
      pt: 'O que oferecemos',
      pl: 'Co zaproponowaliśmy',
    },
    type: 'text',
    required: false,
  },
  {
    code: 'cost',
    names: { en: 'Cost', de: 'Kosten', es: 'Coste', fr: 'Coût', pt: 'Custo', pl: 'Koszt' },
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
      fr: 'Où trouvé ou oublié',
      pt: 'Onde foi encontrado ou deixado',
      pl: 'Gdzie znaleziono lub zostawiono',
    },
    type: 'text',
    required: true,
  },
  {
    code: 'stored_at',
    names: {
      en: 'Kept at',
      de: 'Aufbewahrt in',
      es: 'Guardado en',
      fr: 'Conservé à',
      pt: 'Guardado em',
      pl: 'Przechowywane w',
    },
    type: 'text',
    required: false,
  },
  {
    code: 'handed_to',
    names: {
      en: 'Handed to',
      de: 'Übergeben an',
      es: 'Entregado a',
      fr: 'Remis à',
      pt: 'Entregue a',
      pl: 'Przekazano',
    },
    type: 'text',
    required: false,
  },
]

export const meetingFields: CatalogueField[] = [
  {
    code: 'seats',
    names: { en: 'Seats', de: 'Plätze', es: 'Plazas', fr: 'Places', pt: 'Lugares', pl: 'Miejsca' },
    type: 'number',
    required: true,
  },
  {
    code: 'layout',
    names: { en: 'Layout', de: 'Bestuhlung', es: 'Disposición', fr: 'Disposition', pt: 'Disposição', pl: 'Ustawienie' },
    type: 'choice',
    required: false,
    choices: [
      {
        code: 'theatre',
        names: { en: 'Theatre', de: 'Theater', es: 'Teatro', fr: 'Théâtre', pt: 'Teatro', pl: 'Teatralne' },
      },
      {
        code: 'classroom',
        names: { en: 'Classroom', de: 'Parlament', es: 'Aula', fr: 'Classe', pt: 'Escola', pl: 'Szkolne' },
      },
      { code: 'u_shape', names: { en: 'U shape', de: 'U-Form', es: 'En U', fr: 'En U', pt: 'Em U', pl: 'Podkowa' } },
      {
        code: 'board',
        names: {
          en: 'Board table',
          de: 'Block',
          es: 'Mesa única',
          fr: 'Table unique',
          pt: 'Mesa única',
          pl: 'Wspólny stół',
        },
      },
    ],
  },
]
