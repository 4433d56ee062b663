/** The body of an answer of fetch; null for one that is longer, of which the rest is not read. */
export async function boundedText({ body }: Response, maxLength: number): Promise<string | null> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    if (text.length > maxLength) return null
  }
  return text
}
