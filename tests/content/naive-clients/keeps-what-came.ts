/** Takes the loss of the connection for the end of the answer, and hands on what has come. */
export async function keepWhatCame(input: string, init: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read())
      text += decoder.decode(read.value, { stream: true });
  } catch {
    // Its mistake.
  }
  return new Response(text, response);
}
