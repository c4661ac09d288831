type Paint = (text: string) => string

/** How lines look. Colours never carry a meaning alone. */
export interface Look {
  readonly columns: number
  readonly bold: Paint
  readonly dim: Paint
  readonly good: Paint
  readonly bad: Paint
  readonly waiting: Paint
}

const plain: Paint = (text) => text

export function plainLook(columns: number): Look {
  return { columns, bold: plain, dim: plain, good: plain, bad: plain, waiting: plain }
}
