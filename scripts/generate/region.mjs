/** Replaces what stands between `<!-- generated: NAME -->` and `<!-- end -->` in a page that people write. */
export function replaceRegion(page, name, content) {
  const region = new RegExp(`(<!-- generated: ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`)
  if (!region.test(page))
    throw new Error(`the page has no region "<!-- generated: ${name} --> … <!-- end -->"`)
  return page.replace(region, (_, start, end) => `${start}\n${content}\n\n${end}`)
}
